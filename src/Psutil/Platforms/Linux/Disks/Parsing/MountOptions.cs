namespace Psutil.Platforms.Linux.Parsing;

/// <summary>
/// The options of a mount as <c>/proc/self/mounts</c> shows them, from the two parts that <c>mountinfo</c> separates: the mount's own
/// (<c>ro,nosuid,relatime</c>) and the file system's (<c>rw,seclabel,discard</c>).
/// </summary>
internal static class MountOptions
{
    // The options that show_sb_opts and the security modules print (fs/proc_namespace.c, security/selinux/hooks.c). In 'mounts' they are
    // before the mount's own flags, and the file system's options are after them.
    private static ReadOnlySpan<byte> Flags => ",sync,dirsync,mand,lazytime,seclabel,"u8;

    public static string Combine(ReadOnlySpan<byte> mount, ReadOnlySpan<byte> fileSystem)
    {
        ReadOnlySpan<byte> access = TakeOption(ref mount);
        ReadOnlySpan<byte> fileSystemAccess = TakeOption(ref fileSystem);

        // Either part can make the mount read-only.
        if (fileSystemAccess.SequenceEqual("ro"u8))
        {
            access = fileSystemAccess;
        }

        ReadOnlySpan<byte> common = TakeCommonOptions(ref fileSystem);
        byte[] rented = BoundedPool.Rent<byte>(access.Length + common.Length + mount.Length + fileSystem.Length + 3);
        int length = 0;
        Append(access);
        Append(common);
        Append(mount);
        Append(fileSystem);
        string text = MountText.Decode(rented.AsSpan(0, length));
        BoundedPool.Return(rented);
        return text;

        void Append(ReadOnlySpan<byte> options)
        {
            if (options.IsEmpty)
            {
                return;
            }

            if (length > 0)
            {
                rented[length++] = (byte)',';
            }

            options.CopyTo(rented.AsSpan(length));
            length += options.Length;
        }
    }

    /// <summary>Takes the options that 'mounts' shows before the mount's own flags.</summary>
    private static ReadOnlySpan<byte> TakeCommonOptions(ref ReadOnlySpan<byte> options)
    {
        ReadOnlySpan<byte> all = options;
        ReadOnlySpan<byte> rest = options;
        int length = 0;
        while (true)
        {
            ReadOnlySpan<byte> option = TakeOption(ref rest);
            if (option.IsEmpty || !IsCommon(option))
            {
                return all[..length];
            }

            length = all.Length - rest.Length - (rest.IsEmpty ? 0 : 1);
            options = rest;
        }
    }

    private static bool IsCommon(ReadOnlySpan<byte> option)
    {
        int equals = option.IndexOf((byte)'=');
        if (equals >= 0)
        {
            ReadOnlySpan<byte> name = option[..equals];
            return name.SequenceEqual("context"u8)
                || name.SequenceEqual("fscontext"u8)
                || name.SequenceEqual("defcontext"u8)
                || name.SequenceEqual("rootcontext"u8);
        }

        int start = Flags.IndexOf(option);
        return start > 0 && Flags[start - 1] == ',' && Flags[start + option.Length] == ',';
    }

    /// <summary>Takes the first option; a comma within quotes (SELinux's <c>context="…:s0:c1,c2"</c>) does not end it.</summary>
    private static ReadOnlySpan<byte> TakeOption(ref ReadOnlySpan<byte> options)
    {
        bool quoted = false;
        int index = 0;
        while (index < options.Length && (quoted || options[index] != ','))
        {
            quoted ^= options[index] == '"';
            index++;
        }

        ReadOnlySpan<byte> option = options[..index];
        options = options[Math.Min(index + 1, options.Length)..];
        return option;
    }
}

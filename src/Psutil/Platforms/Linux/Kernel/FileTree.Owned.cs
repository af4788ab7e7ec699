using Psutil.Platforms.Linux.Interop;

namespace Psutil.Platforms.Linux;

internal sealed partial class FileTree
{
    /// <summary>
    /// A regular file that belongs to a user, below a folder in which the user may have put anything: no link below the folder is followed,
    /// and nothing else is opened for reading. Fails with ENOENT, or malformed if it is not such a file.
    /// </summary>
    /// <param name="folder">The folder; links on the way to it are the administrator's.</param>
    /// <param name="path">The file's path below it.</param>
    /// <param name="user">The number of the user.</param>
    /// <param name="limit">The maximum size; a longer file is malformed.</param>
    /// <param name="bytes">The file's bytes.</param>
    public ReadResult ReadOwned(string folder, string path, uint user, int limit, out byte[]? bytes)
    {
        bytes = null;
        ReadResult opened = OpenDirectory(Encode(folder, stackalloc byte[LongestPath]));
        string[] names = path.Split('/');
        for (int index = 0; index < names.Length && !opened.Failed; index++)
        {
            int parent = opened.Value;
            opened = OpenOwned(parent, names[index], isLast: index == names.Length - 1, user);
            Libc.Close(parent);
        }

        if (opened.Failed)
        {
            return opened;
        }

        RentedBuffer buffer = new(LongestPath);
        try
        {
            ReadResult result = ReadToEnd(opened.Value, ref buffer, limit);
            bytes = result.Failed ? null : buffer.Span[..result.Value].ToArray();
            return result;
        }
        finally
        {
            buffer.Dispose();
            Libc.Close(opened.Value);
        }
    }

    // First without opening it, because opening a device can have an effect, and again in case it was replaced.
    private static ReadResult OpenOwned(int parent, string name, bool isLast, uint user)
    {
        ReadOnlySpan<byte> terminated = Encode(name, stackalloc byte[LongestName + 1]);
        if (!isLast)
        {
            return ReadResult.FromCall("openat", Libc.OpenEntry(parent, terminated, OpenPurpose.List));
        }

        ReadResult named = CheckOwner(Libc.OpenEntry(parent, terminated, OpenPurpose.Link), user);
        if (named.Failed)
        {
            return named;
        }

        Libc.Close(named.Value);
        return CheckOwner(Libc.OpenEntry(parent, terminated, OpenPurpose.Read), user);
    }

    private static ReadResult CheckOwner(int descriptor, uint user)
    {
        if (descriptor < 0)
        {
            return ReadResult.FromCall("openat", descriptor);
        }

        int result = Libc.GetFileOwner(descriptor, out FileStatus status);
        if (result >= 0 && status.IsRegularFile && status.User == user)
        {
            return ReadResult.Success(descriptor);
        }

        Libc.Close(descriptor);
        return result < 0 ? ReadResult.Failure("statx", -result) : ReadResult.Malformed("owner or file type");
    }
}

using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Platforms.Linux;

/// <summary>Reads <c>/proc/net/dev</c>: the interfaces and their counters.</summary>
internal static class LinuxInterfaceFile
{
    /// <summary>The maximum number of interfaces: some machines have tens of thousands.</summary>
    public const int MostInterfaces = 128 * 1024;

    private const int InitialSize = 16 * 1024;

    // In another proc file system "net" is a link to the caller's process, which does not exist there.
    private static ReadOnlySpan<byte> OwnPath => "net/dev\0"u8;

    private static ReadOnlySpan<byte> FirstProcessPath => "1/net/dev\0"u8;

    /// <summary>Reads the file into a buffer that the caller disposes.</summary>
    /// <returns>The file's text.</returns>
    /// <exception cref="PsutilException">The file could not be read.</exception>
    public static ReadOnlySpan<byte> Read(LinuxRoots roots, out RentedBuffer buffer, out ReadOnlySpan<byte> path)
    {
        buffer = new RentedBuffer(InitialSize);
        path = OwnPath;
        ReadResult result = default;
        if (!roots.IsLocalProc)
        {
            path = FirstProcessPath;
            result = roots.Proc.ReadToEnd(path, ref buffer);
        }

        if (roots.IsLocalProc || result.Failed)
        {
            path = OwnPath;
            result = roots.Proc.ReadToEnd(path, ref buffer);
        }

        if (result.Failed)
        {
            buffer.Dispose();
            throw roots.Proc.ToException(result, path);
        }

        return buffer.Span[..result.Value];
    }

    /// <summary>The names of all interfaces.</summary>
    /// <exception cref="PsutilException">The file could not be read.</exception>
    public static IReadOnlyList<string> ReadNames(LinuxRoots roots)
    {
        List<string> names = [];
        ReadOnlySpan<byte> text = Read(roots, out RentedBuffer buffer, out ReadOnlySpan<byte> path);
        try
        {
            LineCursor lines = new(text, ProcNetDev.HeaderLines);
            while (lines.MoveNext())
            {
                if (ProcNetDev.TryParseName(lines.Current, out ReadOnlySpan<byte> name, out string? malformed))
                {
                    if (names.Count == MostInterfaces)
                    {
                        throw new MalformedDataException(roots.Proc.FullName(path), "number of interfaces");
                    }

                    names.Add(OSText.GetString(name));
                }
                else
                {
                    PsutilEventSource.Log.Malformed(roots.Proc.FullName(path), malformed);
                }
            }
        }
        finally
        {
            buffer.Dispose();
        }

        return names;
    }
}

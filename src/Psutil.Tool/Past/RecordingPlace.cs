using Psutil.Tool.Commands;
using Psutil.Tool.Platform;

namespace Psutil.Tool.Past;

/// <summary>The directory of recordings, where none was named.</summary>
internal static class RecordingPlace
{
    /// <summary>The directory; null, and a message says what to do, where there is no place for it.</summary>
    public static string? Find(ToolHost host, string? named)
    {
        if (named is not null)
        {
            return named;
        }

        string? directory = FindUsual(host);
        if (directory is null)
        {
            host.Complain("there is no directory for recordings, because HOME is not set: name one with --dir");
        }

        return directory;
    }

    /// <summary>The usual directory; null where there is no place for it.</summary>
    public static string? FindUsual(ToolHost host) => StateFolder.Find(Environment.GetEnvironmentVariable, host.IsPrivileged);
}

using System.Runtime.InteropServices;

namespace Psutil.Tool.Commands;

/// <summary>The names of a machine.</summary>
/// <param name="Name">Its name in the network.</param>
/// <param name="OperatingSystem">The distribution or product, such as <c>Debian GNU/Linux 13 (trixie)</c>.</param>
/// <param name="Kernel">The kernel with its version; null if it is all in <paramref name="OperatingSystem"/>.</param>
internal sealed record HostDescription(string Name, string OperatingSystem, string? Kernel)
{
    /// <summary>Reads them from the machine's roots or, if those do not have them, from the runtime.</summary>
    public static HostDescription Read(MachineOptions options)
    {
        string kernelFolder = Path.Join(options.ProcPath ?? "/proc", "sys/kernel");
        string? release = ReadLine(Path.Join(kernelFolder, "osrelease"));
        return new HostDescription(
            ReadLine(Path.Join(kernelFolder, "hostname")) ?? Environment.MachineName,
            PrettyName(Path.Join(options.EtcPath ?? "/etc", "os-release")) ?? RuntimeInformation.OSDescription,
            release is null ? null : "Linux " + release
        );
    }

    private static string? ReadLine(string path) => ReadLines(path).FirstOrDefault();

    private static string? PrettyName(string path)
    {
        const string Key = "PRETTY_NAME=";
        return ReadLines(path).FirstOrDefault(line => line.StartsWith(Key, StringComparison.Ordinal))?[Key.Length..].Trim('"', '\'');
    }

    private static string[] ReadLines(string path)
    {
        try
        {
            return File.Exists(path) ? File.ReadAllLines(path) : [];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}

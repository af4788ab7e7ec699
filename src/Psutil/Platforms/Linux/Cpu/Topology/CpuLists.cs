using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Platforms.Linux;

/// <summary>
/// Reads lists of CPUs of one kind from sysfs (siblings, caches). Each CPU is in a few of them only, so together they have a limited
/// length; without a limit, a malformed tree could keep its reader busy for hours.
/// </summary>
internal sealed class CpuLists(FileTree sys)
{
    private const int LongestText = 512 * 1024;
    private const int ChargeForMalformed = 1024;

    // Eight lists of all CPUs that a kernel could have.
    private int _left = 8 << 16;

    /// <summary>The CPUs in a file, in ascending order; null if it cannot be read or understood.</summary>
    public int[]? Read(string path)
    {
        if (_left <= 0 || sys.ReadBytes(path, LongestText) is not { } text)
        {
            return null;
        }

        if (!CpuListParser.TryParse(text, out int[]? numbers, out string? malformed))
        {
            _left -= ChargeForMalformed;
            PsutilEventSource.Log.Malformed(Path.Join(sys.Path, path), malformed);
            return null;
        }

        _left -= numbers.Length;
        return numbers;
    }
}

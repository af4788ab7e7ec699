using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Platforms.Linux;

/// <summary>
/// Reads lists of CPUs from sysfs. Each CPU is in a few lists only, so the lists of a machine together have a limited length; without a
/// limit, a malformed tree could keep its reader busy for hours.
/// </summary>
internal sealed class CpuLists(FileTree sys)
{
    private const int LongestText = 512 * 1024;
    private const int ChargeForMalformed = 1 << 16;

    // 64 lists of all CPUs that a kernel can have.
    private int _left = 64 << 16;

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

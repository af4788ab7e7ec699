using System.Text;
using System.Text.RegularExpressions;

namespace Psutil.LinuxTests;

/// <summary><c>/proc/self/mounts</c>, read another way.</summary>
internal static partial class MountList
{
    /// <summary>Device (null for none), mount point, type and options of each line.</summary>
    public static (string? Device, string MountPoint, string? Type, string Options)[] Read() =>
        [
            .. from line in Encoding.Latin1.GetString(File.ReadAllBytes("/proc/self/mounts")).Split('\n')
            where line.Length > 0
            let fields = line.Split(' ')
            select (fields[0] is "" or "none" ? null : Decode(fields[0]), Decode(fields[1]), Decode(fields[2]), Decode(fields[3])),
        ];

    private static string Decode(string field) =>
        OSText.GetString(
            Encoding.Latin1.GetBytes(Escape().Replace(field, match => ((char)Convert.ToInt32(match.Groups[1].Value, 8)).ToString()))
        );

    // What glibc's getmntent undoes, and the number sign that newer kernels escape as well.
    [GeneratedRegex(@"\\(040|011|012|134|043)")]
    private static partial Regex Escape();
}

using System.Text;

namespace Psutil.HostileTests.Fuzzing;

/// <summary>
/// The inputs that each parser starts from: a file for each target, a line for each input. Bytes that are not printable ASCII are written as <c>\xHH</c>, and
/// as <c>\xHH{N}</c> if there are N of them.
/// </summary>
internal static class Corpus
{
    public static string Folder { get; } = Path.Join(AppContext.BaseDirectory, "Fuzzing", "Corpus");

    public static IReadOnlyList<byte[]> Read(string target)
    {
        string path = PathOf(Folder, target);
        return File.Exists(path) ? [.. File.ReadLines(path).Select(Unescape)] : [];
    }

    public static void Write(string folder, string target, IEnumerable<byte[]> inputs)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllLines(PathOf(folder, target), inputs.Select(Escape));
    }

    public static string Escape(byte[] input)
    {
        StringBuilder text = new();
        for (int at = 0; at < input.Length; )
        {
            byte value = input[at];
            int end = at;
            while (end < input.Length && input[end] == value)
            {
                end++;
            }

            // A brace after an escaped byte would begin its count.
            if (value is >= 0x20 and < 0x7F and not ((byte)'\\' or (byte)'{'))
            {
                text.Append((char)value);
                at++;
            }
            else if (end - at > 1)
            {
                text.Append(CultureInfo.InvariantCulture, $"\\x{value:X2}{{{end - at}}}");
                at = end;
            }
            else
            {
                text.Append(CultureInfo.InvariantCulture, $"\\x{value:X2}");
                at++;
            }
        }

        return text.ToString();
    }

    public static byte[] Unescape(string line)
    {
        List<byte> bytes = [];
        for (int at = 0; at < line.Length; at++)
        {
            if (line[at] != '\\')
            {
                bytes.Add((byte)line[at]);
                continue;
            }

            byte value = byte.Parse(line.AsSpan(at + 2, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            int count = 1;
            at += 3;
            if (at + 1 < line.Length && line[at + 1] == '{')
            {
                int end = line.IndexOf('}', at);
                count = int.Parse(line.AsSpan((at + 2)..end), CultureInfo.InvariantCulture);
                at = end;
            }

            bytes.AddRange(Enumerable.Repeat(value, count));
        }

        return [.. bytes];
    }

    private static string PathOf(string folder, string target) => Path.Join(folder, target + ".txt");
}

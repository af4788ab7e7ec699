using System.Runtime.InteropServices;

namespace Psutil.Platforms.MacOS.Parsing;

/// <summary>
/// The answer of <c>KERN_PROCARGS2</c>: the number of arguments, the program's path, NULs up to an alignment, then the arguments and the
/// environment. Each string ends in a NUL unless the block was cut.
/// </summary>
internal static class ArgumentBlockParser
{
    public static bool TryParse(ReadOnlySpan<byte> block, out IReadOnlyList<string> arguments, out ReadOnlySpan<byte> environment)
    {
        List<string> found = [];
        arguments = found;
        environment = default;
        if (block.Length < sizeof(int))
        {
            return false;
        }

        int count = MemoryMarshal.Read<int>(block);
        ReadOnlySpan<byte> rest = block[sizeof(int)..];
        _ = TakeString(ref rest);
        rest = rest.TrimStart((byte)0);
        while (found.Count < count && !rest.IsEmpty)
        {
            found.Add(OSText.GetString(TakeString(ref rest)));
        }

        environment = rest;
        return true;
    }

    private static ReadOnlySpan<byte> TakeString(ref ReadOnlySpan<byte> rest)
    {
        int end = rest.IndexOf((byte)0);
        ReadOnlySpan<byte> text = end < 0 ? rest : rest[..end];
        rest = end < 0 ? [] : rest[(end + 1)..];
        return text;
    }
}

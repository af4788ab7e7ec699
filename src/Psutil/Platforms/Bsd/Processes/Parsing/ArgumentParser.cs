namespace Psutil.Platforms.Bsd.Parsing;

/// <summary>A process's arguments from these kernels: each ends in a NUL, except possibly the last.</summary>
internal static class ArgumentParser
{
    public static IReadOnlyList<string> Parse(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
        {
            return [];
        }

        text = text[^1] == 0 ? text[..^1] : text;
        List<string> arguments = new(text.Count((byte)0) + 1);
        foreach (Range range in text.Split((byte)0))
        {
            arguments.Add(OSText.GetString(text[range]));
        }

        return arguments;
    }
}

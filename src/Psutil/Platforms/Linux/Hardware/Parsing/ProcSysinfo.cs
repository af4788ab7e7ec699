namespace Psutil.Platforms.Linux.Parsing;

/// <summary><c>/proc/sysinfo</c> of IBM Z, as far as it names the machine. A value that it lacks is null.</summary>
internal sealed record ProcSysinfo(string? Manufacturer, string? Type, string? Model, string? ControlProgram)
{
    private const int LongestText = 256;

    public static ProcSysinfo Parse(ReadOnlySpan<byte> text)
    {
        string? manufacturer = null;
        string? type = null;
        string? model = null;
        string? program = null;
        KeyedLineCursor lines = new(text);
        while (lines.MoveNext())
        {
            if (lines.Key.SequenceEqual("Manufacturer"u8))
            {
                manufacturer ??= Read(lines.Value);
            }
            else if (lines.Key.SequenceEqual("Type"u8))
            {
                type ??= Read(lines.Value);
            }
            else if (lines.Key.SequenceEqual("Model"u8))
            {
                model ??= Read(lines.Value);
            }
            else if (lines.Key.SequenceEqual("VM00 Control Program"u8))
            {
                program ??= Read(lines.Value);
            }
        }

        return new ProcSysinfo(manufacturer, type, model, program);
    }

    private static string? Read(ReadOnlySpan<byte> value)
    {
        value = Ascii.Trim(value);
        return value.Length is > 0 and <= LongestText ? OSText.GetString(value) : null;
    }
}

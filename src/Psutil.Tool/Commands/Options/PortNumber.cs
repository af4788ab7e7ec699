namespace Psutil.Tool.Commands;

/// <summary>The number of a port on a command line.</summary>
internal static class PortNumber
{
    /// <summary>The port, 1 to 65535; null if the text is none.</summary>
    public static int? Parse(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int port) && port is >= 1 and <= ushort.MaxValue
            ? port
            : null;
}

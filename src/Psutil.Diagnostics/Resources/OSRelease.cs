using System.Text;

namespace Psutil.Diagnostics;

/// <summary>What <c>/etc/os-release</c> says of a Linux distribution, or of a BSD.</summary>
/// <param name="Name">Its name, such as <c>Debian GNU/Linux</c>; null if it has none.</param>
/// <param name="Version">Its version, such as <c>12</c>; null if it has none, as rolling distributions do not.</param>
internal readonly record struct OSRelease(string? Name, string? Version)
{
    /// <summary>Parses the lines, each an assignment as a shell has it: <c>NAME="Debian GNU/Linux"</c>.</summary>
    public static OSRelease Parse(string text)
    {
        string? name = null;
        string? version = null;
        foreach (string line in text.Split('\n'))
        {
            string[] parts = line.Split('=', 2);
            if (parts.Length == 2 && parts[0] == "NAME")
            {
                name = Unquote(parts[1].Trim());
            }
            else if (parts.Length == 2 && parts[0] == "VERSION_ID")
            {
                version = Unquote(parts[1].Trim());
            }
        }

        return new OSRelease(name, version);
    }

    private static string? Unquote(string value)
    {
        bool isQuoted = value.Length >= 2 && value[0] is '"' or '\'' && value[^1] == value[0];
        bool hasEscapes = !isQuoted || value[0] == '"';
        StringBuilder text = new();
        ReadOnlySpan<char> inner = isQuoted ? value.AsSpan(1, value.Length - 2) : value;
        for (int index = 0; index < inner.Length; index++)
        {
            if (hasEscapes && inner[index] == '\\' && index + 1 < inner.Length)
            {
                index++;
            }

            text.Append(inner[index]);
        }

        return text.Length > 0 ? text.ToString() : null;
    }
}

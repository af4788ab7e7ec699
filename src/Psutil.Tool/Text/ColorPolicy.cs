namespace Psutil.Tool.Text;

/// <summary>
/// Whether output has colours: the user's settings take precedence over the kind of output, and the option <c>--no-color</c> over both.
/// </summary>
internal static class ColorPolicy
{
    public static bool HasColor(Func<string, string?> environment, bool isTerminal)
    {
        if (environment("NO_COLOR") is { Length: > 0 })
        {
            return false;
        }

        if (IsOn(environment("FORCE_COLOR")) || IsOn(environment("CLICOLOR_FORCE")))
        {
            return true;
        }

        return isTerminal && environment("TERM") != "dumb";
    }

    private static bool IsOn(string? value) => value is { Length: > 0 } and not "0";
}

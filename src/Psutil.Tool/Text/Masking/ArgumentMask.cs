namespace Psutil.Tool.Text;

/// <summary>
/// Hides what looks like a secret in the arguments of a process: the values of options and variables named so, credentials in URLs and
/// headers, and tokens of known forms. A courtesy to whoever shares a screen, and not a guarantee: a program may take a secret in any
/// form.
/// </summary>
internal static class ArgumentMask
{
    /// <summary>What is shown in place of a secret.</summary>
    public const string Hidden = "***";

    /// <summary>The arguments, the program first, without what looks like a secret.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<string> arguments)
    {
        if (arguments.Count == 0)
        {
            return arguments;
        }

        SecretOptions options = SecretOptions.Of(arguments);
        string[] masked = new string[arguments.Count];

        // A process that sets its title has one argument with blanks.
        masked[0] = SecretText.Mask(arguments[0]);
        SecretKind next = SecretKind.None;
        for (int index = 1; index < masked.Length; index++)
        {
            string argument = arguments[index];
            bool isScript = IsScript(arguments[index - 1]);
            masked[index] =
                next != SecretKind.None && !argument.StartsWith('-')
                    ? SecretText.MaskValue(argument, next)
                    : Mask(argument, options, isScript);
            next = KindOfNext(argument, options);
        }

        return masked;
    }

    private static string Mask(string argument, SecretOptions options, bool isScript)
    {
        if (options.Attached(argument) is var (kind, length) && kind != SecretKind.None)
        {
            return argument[..length] + SecretText.MaskValue(argument[length..], kind);
        }

        // The value reaches to the end, even with blanks in it; but a script has more than its variables.
        int start = SecretName.LengthOf(argument) + 1;
        if (!isScript && start > 1 && start <= argument.Length && IsAssignment(argument, start - 1))
        {
            kind = SecretName.KindOf(argument.AsSpan(0, start - 1));
            if (kind != SecretKind.None)
            {
                return argument[..start] + SecretText.MaskValue(argument[start..], kind);
            }
        }

        return SecretText.Mask(argument);
    }

    // A colon separates on Windows (/password:secret), where it is not the rest of a URL or a path.
    private static bool IsAssignment(string argument, int separator) =>
        argument[separator] == '=' || (argument[separator] == ':' && argument[0] is '-' or '/');

    private static SecretKind KindOfNext(string argument, SecretOptions options)
    {
        SecretKind kind = options.Separate(argument);
        if (kind != SecretKind.None)
        {
            return kind;
        }

        bool isName = SecretName.LengthOf(argument) == argument.Length;
        return isName && (argument.StartsWith('-') || SecretName.IsBare(argument)) ? SecretName.KindOf(argument) : SecretKind.None;
    }

    // sh -c, bash -lc, pwsh -Command.
    private static bool IsScript(string option) =>
        option.StartsWith('-') && (option.EndsWith('c') || option.Equals("-Command", StringComparison.OrdinalIgnoreCase));
}

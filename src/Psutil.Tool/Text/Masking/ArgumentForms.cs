namespace Psutil.Tool.Text;

/// <summary>The names of the forms of arguments, in options, settings and <c>PSUTIL_ARGS</c>.</summary>
internal static class ArgumentForms
{
    /// <summary>The environment variable with the form for terminals.</summary>
    public const string Variable = "PSUTIL_ARGS";

    /// <summary>The names, as the user writes them.</summary>
    public static IReadOnlyList<string> Names { get; } = ["masked", "names", "all"];

    /// <summary>The form of a name; null if there is none.</summary>
    public static ArgumentForm? Parse(string? name) =>
        name switch
        {
            "masked" => ArgumentForm.Masked,
            "names" => ArgumentForm.Names,
            "all" => ArgumentForm.All,
            _ => null,
        };

    /// <summary>The name of a form.</summary>
    public static string NameOf(ArgumentForm form) => Names[(int)form];

    /// <summary>The form that the user's environment asks for on a terminal; masked without one.</summary>
    public static ArgumentForm OfEnvironment(Func<string, string?> environment) => Parse(environment(Variable)) ?? ArgumentForm.Masked;
}

using Psutil.Tool.Text;

namespace Psutil.AspNetCore.Security;

/// <summary>Hides what looks like a secret in an environment, as the command does in arguments.</summary>
internal static class VariableMask
{
    /// <summary>The environment of a process with its secrets masked.</summary>
    public static Dictionary<string, string> Of(IReadOnlyDictionary<string, string> environment) =>
        environment.ToDictionary(pair => pair.Key, pair => Of(pair.Key, pair.Value), StringComparer.Ordinal);

    /// <summary>The value of a variable, masked if its name or its text says that it is a secret.</summary>
    public static string Of(string name, string value)
    {
        SecretKind kind = SecretName.KindOf(name);
        return kind == SecretKind.None ? SecretText.Mask(value) : SecretText.MaskValue(value, kind);
    }
}

using System.CommandLine.Parsing;
using Psutil.Tool.Text;

namespace Psutil.Tool.Commands;

/// <summary>The option <c>--args</c> of the commands that show arguments.</summary>
internal static class ArgumentFormOption
{
    /// <summary>The form that it names; all without a name.</summary>
    public static ArgumentForm? Parse(ArgumentResult result)
    {
        if (result.Tokens is not [var token, ..])
        {
            return ArgumentForm.All;
        }

        ArgumentForm? form = ArgumentForms.Parse(token.Value);
        if (form is null)
        {
            result.AddError($"'{token.Value}' is not a form of arguments; the forms are {string.Join(", ", ArgumentForms.Names)}");
        }

        return form;
    }
}

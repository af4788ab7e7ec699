using Psutil.Tool.Top.Sampling;

namespace Psutil.Tool.Top.Model;

/// <summary>A question about processes.</summary>
/// <param name="Targets">Which ones.</param>
internal abstract record ProcessDialog(IReadOnlyList<TopProcess> Targets) : TopDialog
{
    /// <summary>The question, line by line.</summary>
    public abstract IReadOnlyList<string> Lines { get; }

    /// <summary>The names of the processes.</summary>
    protected string Names
    {
        get
        {
            string shown = string.Join(", ", Targets.Take(Shown).Select(target => target.Title));
            string more = Targets.Count > Shown ? ", ..." : "";
            return Targets.Count == 1
                ? Targets[0].Title
                : string.Create(CultureInfo.InvariantCulture, $"{Targets.Count} processes: {shown}{more}");
        }
    }

    protected IReadOnlyList<ProcessIdentity> Identities => [.. Targets.Select(target => target.Identity)];

    private const int Shown = 5;
}

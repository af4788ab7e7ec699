using Psutil.Tool.Top.Sampling;

namespace Psutil.Tool.Top.Model;

/// <summary>Asks whether to set a priority class, which Windows has in place of nice values, and lets another one be chosen.</summary>
internal sealed record PriorityDialog : ChoiceDialog
{
    public PriorityDialog(IReadOnlyList<TopProcess> targets)
        : base(targets) => Choice = PriorityChoice.Usual;

    public PriorityChoice Priority => PriorityChoice.All[Choice];

    public override IReadOnlyList<string> Lines => [$"Set priority {Priority.Name} for {Names}?", "y yes  n no  up/down other priority"];

    protected override int Count => PriorityChoice.All.Count;

    protected override string Refused => "nothing was changed";

    protected override TopAction Chosen => new TopAction.SetPriority(Identities, Priority);
}

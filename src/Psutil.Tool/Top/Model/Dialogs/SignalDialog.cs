using Psutil.Tool.Top.Sampling;

namespace Psutil.Tool.Top.Model;

/// <summary>Asks whether to send a signal, and lets another one be chosen.</summary>
internal sealed record SignalDialog(IReadOnlyList<TopProcess> Targets) : ChoiceDialog(Targets)
{
    public SignalChoice Signal => SignalChoice.All[Choice];

    public override IReadOnlyList<string> Lines => [$"Send {Signal.Name} to {Names}?", "y yes  n no  up/down other signal"];

    protected override int Count => SignalChoice.All.Count;

    protected override string Refused => "nothing was sent";

    protected override TopAction Chosen => new TopAction.SendSignal(Identities, Signal);
}

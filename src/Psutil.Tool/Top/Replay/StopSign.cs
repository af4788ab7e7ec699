namespace Psutil.Tool.Top.Replay;

/// <summary>Asks a search on another thread to end.</summary>
internal sealed class StopSign
{
    private volatile bool _isSet;

    public bool IsSet
    {
        get => _isSet;
        set => _isSet = value;
    }
}

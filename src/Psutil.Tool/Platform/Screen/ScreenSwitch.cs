namespace Psutil.Tool.Platform;

/// <summary>
/// Takes the terminal for a full-screen view and gives it back: the mode of its keyboard, its second screen and its cursor.
/// </summary>
internal sealed class ScreenSwitch(ITerminalDevice device)
{
    // The second screen, whose content nobody keeps; no cursor; no wrapping at the edge.
    private const string Take = "\e[?1049h\e[?25l\e[?7l";
    private const string GiveBack = "\e[0m\e[?7h\e[?25h\e[?1049l";

    private readonly Lock _lock = new();
    private ITerminalMode? _before;
    private ITerminalMode? _raw;
    private bool _isTaken;

    /// <summary>Called whenever the screen is taken (true) or was given back (false).</summary>
    public Action<bool>? OnChange { get; init; }

    /// <summary>Takes the terminal as it is now; again after it was given back, or after somebody else has used it.</summary>
    public void Enter()
    {
        lock (_lock)
        {
            ITerminalMode now = device.ReadMode();
            if (!_isTaken || _raw is null || !now.IsSameAs(_raw))
            {
                _before = now;
                _raw = now.ToRaw();
            }

            // Called first: whoever gives the terminal back in our stead must not believe that there is nothing to do.
            OnChange?.Invoke(true);
            _isTaken = true;
            _raw.Apply();
            device.TryWrite(Take);
        }
    }

    /// <summary>Gives the terminal back. Fails on nothing: the terminal may be gone.</summary>
    public void Leave()
    {
        lock (_lock)
        {
            if (_isTaken)
            {
                _isTaken = false;
                Restore(device, _before!);
                OnChange?.Invoke(false);
            }
        }
    }

    /// <summary>Writes on the screen, unless it was given back meanwhile.</summary>
    public void Write(string text)
    {
        lock (_lock)
        {
            if (_isTaken && !device.TryWrite(text))
            {
                throw new IOException("the terminal takes no more output");
            }
        }
    }

    /// <summary>Gives back a terminal that this process, or another one that did not live to do it, has taken.</summary>
    public static void Restore(ITerminalDevice device, ITerminalMode before) => device.GiveBack(before, GiveBack);
}

namespace Psutil.Tool.Platform;

/// <summary>
/// Takes the terminal for a full-screen view and gives it back: the keyboard's mode, the alternate screen and the cursor.
/// </summary>
internal sealed class ScreenSwitch(ITerminalDevice device)
{
    // The alternate screen, whose content is not kept; no cursor; no wrapping at the edge.
    private const string Take = "\e[?1049h\e[?25l\e[?7l";

    // Reports of the mouse's buttons, in xterm's SGR form.
    private const string TakeMouse = "\e[?1000h\e[?1006h";
    private const string GiveBackMouse = "\e[?1006l\e[?1000l";
    private const string GiveBack = "\e[0m\e[?7h\e[?25h\e[?1049l";

    private readonly Lock _lock = new();
    private ITerminalMode? _before;
    private ITerminalMode? _raw;
    private bool _isTaken;

    /// <summary>Called before the screen is taken (true) and after it was given back (false).</summary>
    public Action<bool>? OnChange { get; init; }

    /// <summary>Takes the terminal; again after it was given back, or after another program has used it.</summary>
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

            // Called first, so that the process that would give the terminal back in our place knows about it.
            OnChange?.Invoke(true);
            _isTaken = true;
            _raw.Apply();
            device.TryWrite(device.SendsMouse ? Take + TakeMouse : Take);
        }
    }

    /// <summary>Gives the terminal back. Never fails: the terminal may be gone.</summary>
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

    /// <summary>Writes to the screen, unless it was given back meanwhile.</summary>
    public void Write(string text)
    {
        lock (_lock)
        {
            if (_isTaken && !device.TryWrite(text))
            {
                throw new IOException("the terminal accepts no more output");
            }
        }
    }

    /// <summary>Gives back a terminal that this process, or another one that has ended, has taken.</summary>
    public static void Restore(ITerminalDevice device, ITerminalMode before) =>
        device.GiveBack(before, device.SendsMouse ? GiveBackMouse + GiveBack : GiveBack);
}

using System.Text;

namespace Psutil.Tool.Top.Native;

/// <summary>Takes the terminal for a full-screen view and gives it back: the mode of its keyboard, its second screen and its cursor.</summary>
internal sealed unsafe class ScreenSwitch
{
    private const int StandardOutput = 1;

    // The second screen, whose content nobody keeps; no cursor; no wrapping at the edge.
    private const string Take = "\e[?1049h\e[?25l\e[?7l";
    private const string GiveBack = "\e[0m\e[?7h\e[?25h\e[?1049l";

    private readonly Lock _lock = new();
    private TerminalMode? _before;
    private TerminalMode? _raw;
    private bool _isTaken;

    /// <summary>Told whenever the screen is taken (true) or was given back (false).</summary>
    public Action<bool>? OnChange { get; init; }

    /// <summary>Takes the terminal as it is now; again after it was given back, or after somebody else has used it.</summary>
    public void Enter()
    {
        lock (_lock)
        {
            TerminalMode now = TerminalMode.Read();
            if (!_isTaken || _raw is null || !now.IsSameAs(_raw))
            {
                _before = now;
                _raw = now.ToRaw();
            }

            // Told first: whoever gives the terminal back in our stead must not believe that there is nothing to do.
            OnChange?.Invoke(true);
            _isTaken = true;
            _raw.Apply();
            WriteAll(Take);
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
                Restore(_before!);
                OnChange?.Invoke(false);
            }
        }
    }

    /// <summary>Writes on the screen, unless it was given back meanwhile.</summary>
    public void Write(string text)
    {
        lock (_lock)
        {
            if (_isTaken && !WriteAll(text))
            {
                throw new IOException("the terminal takes no more output");
            }
        }
    }

    /// <summary>Gives back a terminal that another process took and did not live to give back.</summary>
    public static void Restore(TerminalMode before)
    {
        // The mode first: who sees the shell again types for the shell.
        before.TryApply();
        WriteAll(GiveBack);
    }

    private static bool WriteAll(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        fixed (byte* pointer = bytes)
        {
            int written = 0;
            while (written < bytes.Length)
            {
                nint count = Libc.Write(StandardOutput, pointer + written, bytes.Length - written);
                if (count < 0 && System.Runtime.InteropServices.Marshal.GetLastPInvokeError() != Libc.Interrupted)
                {
                    return false;
                }

                written += (int)Math.Max(0, count);
            }
        }

        return true;
    }
}

using Psutil.Tool.Text;

namespace Psutil.Tool.Commands;

/// <summary>
/// A line on standard error that shows the progress of long work, if standard error is a terminal. It is erased at the end.
/// </summary>
internal sealed class ProgressLine(ToolHost host, string what, int total) : IDisposable
{
    // Short work shows nothing; long work is updated a few times per second.
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(200);

    private long _last = host.Clock.GetTimestamp();
    private bool _isShown;

    public void Report(int done)
    {
        if (!host.ErrorTerminal.CanRedraw || host.Clock.GetElapsedTime(_last) < Period)
        {
            return;
        }

        _last = host.Clock.GetTimestamp();
        _isShown = true;
        string line = string.Create(
            CultureInfo.InvariantCulture,
            $"{what} {done} of {total} [{Bar.Draw(done * 100.0 / total, 20, unicode: false)}]"
        );

        // A wrapped line could not be erased.
        host.Error.Write("\r" + TextWidth.Clip(line, host.ErrorTerminal.Width - 1).ToString() + "\e[K");
        host.Error.Flush();
    }

    public void Dispose()
    {
        if (_isShown)
        {
            host.Error.Write("\r\e[K");
            host.Error.Flush();
        }
    }
}

using System.Diagnostics;

namespace Psutil.LinuxTests.Control;

/// <summary>
/// Processes whose PIDs are passed on to others when the test says so (<c>reuse.c</c>). The test is skipped where the kernel does not let
/// it choose PIDs.
/// </summary>
internal sealed class PidReuser : IDisposable
{
    private readonly Process _process;

    public PidReuser(int count)
    {
        _process = Process.Start(
            new ProcessStartInfo(Program.Path("reuse"), count.ToString(CultureInfo.InvariantCulture))
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            }
        )!;
        string line = ReadLine();
        if (line.StartsWith("refused", StringComparison.Ordinal))
        {
            Dispose();
            Assert.Skip($"Only root may start processes with PIDs of its choice, since Linux 5.5 ({line})");
        }

        Pids = [.. line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(text => int.Parse(text, CultureInfo.InvariantCulture))];
    }

    public IReadOnlyList<int> Pids { get; }

    /// <summary>
    /// Ends every process and starts another with its PID, within the same clock tick if the machine is quick, or after it.
    /// </summary>
    public void PassOn(bool afterTheTick) => Assert.Equal(Pids.Count, Ask(afterTheTick ? "t" : "p"));

    /// <summary>How many of the processes there are now have got a signal.</summary>
    public int CountHits() => Ask("h");

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(TimeSpan.FromSeconds(10)))
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private int Ask(string command)
    {
        _process.StandardInput.WriteLine(command);
        _process.StandardInput.Flush();
        return int.Parse(ReadLine(), CultureInfo.InvariantCulture);
    }

    private string ReadLine() => _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The program has ended.");
}

using System.Diagnostics;

namespace Psutil.Compare.Scenes;

/// <summary>A program that sets something up, says what on its first line, and takes it down when its input ends.</summary>
internal sealed class Scene : IDisposable
{
    private readonly Process _process;

    public Scene(string program, int count)
    {
        Command command = new(program, count.ToString(CultureInfo.InvariantCulture));
        _process = command.Start() ?? throw new ComparisonException($"cannot be started: {command}");
        string line = _process.StandardOutput.ReadLine() ?? throw new ComparisonException($"failed: {command}");
        Numbers = [.. line.Split(' ').Select(word => int.Parse(word, CultureInfo.InvariantCulture))];
    }

    /// <summary>What it said: the sleepers' PIDs, or the PID and the port of those who hold sockets.</summary>
    public IReadOnlyList<int> Numbers { get; }

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(TimeSpan.FromSeconds(30)))
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}

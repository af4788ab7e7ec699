using System.Diagnostics;

namespace Psutil.LinuxTests.ProcessTable;

/// <summary>A real process that a test starts and ends. By default it sleeps.</summary>
internal sealed class Child : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Process _process;

    public Child(ProcessStartInfo? start = null)
    {
        start ??= new ProcessStartInfo("sleep", "1000");
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        _process = Process.Start(start)!;
    }

    public int Pid => _process.Id;

    public OSProcess Handle => Machine.Local.Processes.Get(Pid);

    /// <summary>A Python program, which prints a line when it is ready and is then looked at.</summary>
    public static Child Python(string program, params string[] arguments)
    {
        Child child = new(new ProcessStartInfo("/usr/bin/python3", ["-c", program, .. arguments]));
        string? line = child.ReadLine();
        if (line != "ready")
        {
            child.Dispose();
            Assert.Fail($"The program said '{line}' instead of 'ready'.");
        }

        return child;
    }

    public string? ReadLine()
    {
        Task<string?> line = _process.StandardOutput.ReadLineAsync();
        Assert.True(line.Wait(Patience), "The child said nothing.");
        return line.Result;
    }

    public void Say(string text)
    {
        _process.StandardInput.Write(text);
        _process.StandardInput.Flush();
    }

    /// <summary>Ends the process and waits until it has been collected.</summary>
    public void End()
    {
        _process.Kill();
        Assert.True(_process.WaitForExit(Patience));
    }

    /// <summary>Waits until a condition holds, and fails if it does not in time.</summary>
    public static void Until(Func<bool> condition, string what)
    {
        long start = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < Patience, $"Waited in vain: {what}");
            Thread.Yield();
        }
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit(Patience);
        }

        _process.Dispose();
    }
}

using System.ComponentModel;
using System.Diagnostics;

namespace Psutil.LinuxTests;

/// <summary>A real process that a test starts and ends. By default it sleeps.</summary>
internal sealed class Child : IDisposable
{
    /// <summary>How long anything that is bound to happen is waited for, on a machine that has forty other things to do.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>For a tree that is bound to end: on a busy machine not even killed processes end within the usual time.</summary>
    public static readonly KillTreeOptions KillPatiently = new() { Timeout = Patience };

    private readonly Process _process;

    public Child(ProcessStartInfo? start = null)
    {
        start ??= new ProcessStartInfo("sleep", "1000");
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        try
        {
            _process = Process.Start(start)!;
        }
        catch (Win32Exception) when (!start.FileName.Contains('/', StringComparison.Ordinal) && !IsInstalled(start.FileName))
        {
            Assert.Skip($"{start.FileName} is not installed.");
            throw;
        }

        // .NET waits until exec cannot fail any more. The kernel sets the name and the command line after that.
        Until(
            () =>
                Machine.Local.Processes.TryGet(Pid, out OSProcess? process) is false
                || process!.Capture(ProcessFields.CommandLine | ProcessFields.Status)
                    is { CommandLine.Count: > 0 }
                        or { Status: null or ProcessStatus.Zombie },
            "the child to exec"
        );
    }

    /// <summary>Python, without which the test is skipped.</summary>
    public static string Python3
    {
        get
        {
            const string Path = "/usr/bin/python3";
            Assert.SkipUnless(File.Exists(Path), $"{Path} is not installed.");
            return Path;
        }
    }

    public int Pid => _process.Id;

    public OSProcess Handle => Machine.Local.Processes.Get(Pid);

    private static bool IsInstalled(string program) =>
        Environment.GetEnvironmentVariable("PATH")?.Split(':').Any(folder => File.Exists(Path.Join(folder, program))) == true;

    /// <summary>A Python program, which prints a line when it is ready and is then looked at.</summary>
    public static Child Python(string program, params string[] arguments)
    {
        Child child = new(new ProcessStartInfo(Python3, ["-c", program, .. arguments]));
        string? line = child.ReadLine();
        if (line != "ready")
        {
            child.Dispose();
            Assert.Fail($"The program said '{line}' instead of 'ready'.");
        }

        return child;
    }

    /// <summary>A parent that does not collect its child, which ended with 3.</summary>
    public static Child WithZombie(out OSProcess zombie)
    {
        Child parent = Python(
            """
            import os, sys
            pid = os.fork()
            if pid == 0: os._exit(3)
            os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
            print("ready"); print(pid, flush=True)
            sys.stdin.read()
            """
        );
        zombie = Machine.Local.Processes.Get(int.Parse(parent.ReadLine()!, CultureInfo.InvariantCulture));
        return parent;
    }

    /// <summary>A process with a second thread.</summary>
    public static Child WithThread(out int thread)
    {
        Child child = Python(
            """
            import sys, threading
            go = threading.Event()
            threading.Thread(target=go.wait, daemon=True).start()
            print("ready", flush=True)
            sys.stdin.read()
            """
        );
        thread = child.Handle.GetThreads()[1].Id;
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

    /// <summary>
    /// Whether a process is gone or a zombie. One that is collected between two questions is gone: a snapshot says so, where a getter would throw.
    /// </summary>
    public static bool HasEnded(OSProcess process) =>
        !process.IsRunning() || process.Capture(ProcessFields.Status).Status is null or ProcessStatus.Zombie;

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

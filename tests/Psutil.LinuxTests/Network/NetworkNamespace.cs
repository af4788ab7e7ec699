using System.Diagnostics;
using System.Text.Json;
using Psutil.LinuxTests.Oracle;

namespace Psutil.LinuxTests;

/// <summary>A network namespace of the test's own, kept alive by a process in it.</summary>
internal sealed class NetworkNamespace : IDisposable
{
    // A Python that runs what it is told, one expression or statement per line, and answers in one line of JSON.
    private const string Server =
        "import json, os, socket, subprocess, sys\n"
        + "print(json.dumps(os.getpid()), flush=True)\n"
        + "for line in sys.stdin:\n"
        + "  try:\n    answer = eval(line, globals())\n"
        + "  except SyntaxError:\n    exec(line, globals())\n    answer = None\n"
        + "  print(json.dumps(answer, default=str), flush=True)\n";

    private readonly Process _process;

    public NetworkNamespace()
    {
        if (Command.TryRun("unshare", "--net", "true").ExitCode != 0)
        {
            Assert.Skip("No network namespace can be made here (that takes root).");
        }

        Command.Run("ip", "-Version");
        _process = ConnectionOracleTests.Start("unshare", "--net", "--mount", Child.Python3, "-c", Server);
        Pid = JsonDocument.Parse(_process.StandardOutput.ReadLine()!).RootElement.GetInt32();

        // Without this, sysfs still shows the interfaces of the namespace that mounted it.
        Ip("link set lo up");
        Assert.Equal(0, Ask("subprocess.run(['mount', '-t', 'sysfs', 'psutil', '/sys']).returncode").GetInt32());
    }

    /// <summary>The process inside.</summary>
    public int Pid { get; }

    /// <summary>Evaluates or executes one line of Python inside.</summary>
    public JsonElement Ask(string line)
    {
        _process.StandardInput.WriteLine(line);
        _process.StandardInput.Flush();
        using JsonDocument answer = JsonDocument.Parse(
            _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The process in the namespace has ended.")
        );
        return answer.RootElement.Clone();
    }

    /// <summary>Runs <c>ip</c> inside; false if it could not do it.</summary>
    public bool TryIp(string arguments) =>
        Ask($"subprocess.run(['ip'] + {JsonSerializer.Serialize(arguments.Split(' '))}).returncode").GetInt32() == 0;

    /// <summary>Runs <c>ip</c> inside.</summary>
    public void Ip(string arguments) => Assert.True(TryIp(arguments), $"ip {arguments} failed.");

    /// <summary>Calls a function on a thread that has entered the namespace, and ends with it.</summary>
    public T Inside<T>(Func<T> function)
    {
        T? result = default;
        Exception? failure = null;
        Thread thread = new(() =>
        {
            try
            {
                ThreadNamespace.Enter(Pid);
                result = function();
            }
            catch (Exception exception)
            {
                failure = exception;
            }
        });
        thread.Start();
        thread.Join();
        return failure is null ? result! : throw new InvalidOperationException(failure.Message, failure);
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(TimeSpan.FromSeconds(10)))
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}

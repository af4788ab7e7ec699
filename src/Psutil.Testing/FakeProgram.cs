using System.Diagnostics;
using System.Text;

namespace Psutil.Testing;

/// <summary>A program that the code under test started on a <see cref="FakeMachine"/>.</summary>
public sealed class FakeProgram : StartedProgram
{
    private readonly FakeProcesses _processes;
    private readonly MemoryStream _input = new();

    internal FakeProgram(FakeProcesses processes, ProcessIdentity identity, ProcessStartInfo startInfo, StartOptions options)
    {
        _processes = processes;
        Identity = identity;
        StartInfo = startInfo;
        Options = options;
        StandardInput = startInfo.RedirectStandardInput ? new StreamWriter(_input) { AutoFlush = true } : null;
    }

    /// <summary>The identity of its process, which is in <see cref="FakeMachine.Processes"/>.</summary>
    public ProcessIdentity Identity { get; }

    /// <summary>What was started.</summary>
    public ProcessStartInfo StartInfo { get; }

    /// <summary>How it was started.</summary>
    public StartOptions Options { get; }

    /// <summary>What the program writes to its standard output: set it in <see cref="FakeProcesses.OnStart"/>.</summary>
    public string Output { get; set; } = "";

    /// <summary>What the program writes to its standard error: set it in <see cref="FakeProcesses.OnStart"/>.</summary>
    public string Error { get; set; } = "";

    /// <summary>What was written to its standard input.</summary>
    public string Input => Encoding.UTF8.GetString(_input.ToArray());

    /// <inheritdoc/>
    public override int Pid => Identity.Pid;

    /// <inheritdoc/>
    public override StreamWriter? StandardInput { get; }

    /// <inheritdoc/>
    public override StreamReader? StandardOutput => field ??= Reader(StartInfo.RedirectStandardOutput, Output);

    /// <inheritdoc/>
    public override StreamReader? StandardError => field ??= Reader(StartInfo.RedirectStandardError, Error);

    /// <inheritdoc/>
    public override bool HasExited => _processes.WaitForEnd(Identity).IsCompleted;

    /// <inheritdoc/>
    public override int? ExitCode => HasExited ? _processes.WaitForEnd(Identity).Result : null;

    /// <inheritdoc/>
    public override bool WaitForExit(TimeSpan timeout) => _processes.WaitForEnd(Identity, timeout, out _);

    /// <inheritdoc/>
    public override Task WaitForExitAsync(CancellationToken cancellationToken) =>
        _processes.WaitForEnd(Identity).WaitAsync(cancellationToken);

    /// <inheritdoc/>
    public override void Kill() => _processes.End(Pid, exitCode: -9);

    private static StreamReader? Reader(bool isRedirected, string text) =>
        isRedirected ? new StreamReader(new MemoryStream(Encoding.UTF8.GetBytes(text))) : null;
}

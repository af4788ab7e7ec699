using System.Diagnostics;

namespace Psutil.AspNetCore.Tests.Parts;

/// <summary>The program <c>psutil-serve</c> as the build puts it beside the tests. Ends when disposed.</summary>
internal sealed class ServerProgram : IDisposable
{
    private readonly ChildProcess _process;
    private readonly Task<string> _error;

    private ServerProgram(ChildProcess process)
    {
        _process = process;
        _error = process.StandardError!.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Where it listens, as it says itself.</summary>
    public required IReadOnlyList<string> Addresses { get; init; }

    /// <summary>What it has said on standard error, after its end.</summary>
    public string Error => _error.Result;

    /// <summary>Starts it and waits until it says where it listens.</summary>
    public static async Task<ServerProgram> StartAsync(params string[] arguments)
    {
        ChildProcess process = Start(arguments);
        string? line = await process.StandardOutput!.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Wait.Patience);
        const string Prefix = "psutil serves on ";
        if (line?.StartsWith(Prefix, StringComparison.Ordinal) != true)
        {
            string error = await process.StandardError!.ReadToEndAsync(TestContext.Current.CancellationToken).WaitAsync(Wait.Patience);
            process.Dispose();
            Assert.Fail($"It says {line ?? "nothing"}, and {error}");
        }

        return new ServerProgram(process) { Addresses = [line[Prefix.Length..]] };
    }

    /// <summary>Runs it to its end.</summary>
    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using ChildProcess process = Start(arguments);
        Task<string> output = process.StandardOutput!.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> error = process.StandardError!.ReadToEndAsync(TestContext.Current.CancellationToken);
        await Task.WhenAll(output, error).WaitAsync(Wait.Patience);
        return (ExitCodeOf(process), output.Result, error.Result);
    }

    /// <summary>Asks it to end, and returns its exit code.</summary>
    public async Task<int> EndAsync()
    {
        _process.Terminate();
        int exitCode = ExitCodeOf(_process);
        _ = await _error.WaitAsync(Wait.Patience);
        return exitCode;
    }

    /// <summary>Ends it without asking.</summary>
    public void Kill()
    {
        _process.Kill();
        _ = _process.Wait(Wait.Patience);
    }

    public void Dispose() => _process.Dispose();

    private static int ExitCodeOf(ChildProcess process) =>
        process.Wait(Wait.Patience) ?? throw new InvalidOperationException("The exit code is not known.");

    private static ChildProcess Start(string[] arguments)
    {
        string path = Path.Join(AppContext.BaseDirectory, "psutil-serve");
        ProcessStartInfo program = new(File.Exists(path) ? path : path + ".exe", arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // What this process was told is not for the one under test.
        foreach (string name in (string[])["PSUTIL_SERVE_TOKEN", "OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT"])
        {
            program.Environment.Remove(name);
        }

        return Machine.Local.Processes.Start(
            program,
            new StartOptions
            {
                OnDispose = ChildDisposal.KillTree,
                DieWithParent = Machine.Local.Processes.StartFeatures.HasFlag(StartFeatures.DieWithParent),
            }
        );
    }
}

using System.Diagnostics;
using Psutil.LinuxTests.Oracle;

namespace Psutil.LinuxTests;

/// <summary>The C program beside this file: a child sends over loopback, its parent receives. Both live until it is disposed.</summary>
internal sealed class Transfer : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    // Exit code: the machine has no such address or option.
    private const int Impossible = 2;

    private static readonly Lazy<string?> Program = new(Compile);

    private readonly Process _process;

    private Transfer(Process process) => _process = process;

    public int Receiver => _process.Id;

    public int Sender { get; private set; }

    public long Sent { get; private set; }

    public long Received { get; private set; }

    /// <summary>Begins a transfer. The test is skipped if there is no compiler.</summary>
    /// <param name="method">How the child sends, or the parent receives.</param>
    /// <param name="family">4 or 6.</param>
    /// <param name="bytes">How much.</param>
    /// <param name="elsewhere">The receiver's address, and the files of the network namespaces of the receiver and of the sender; none for
    /// loopback.</param>
    public static Transfer Start(string method, int family, long bytes, params ReadOnlySpan<string> elsewhere)
    {
        Assert.SkipWhen(Program.Value is null, "There is no C compiler.");
        ProcessStartInfo start = new(
            Program.Value!,
            [method, family.ToString(CultureInfo.InvariantCulture), bytes.ToString(CultureInfo.InvariantCulture), .. elsewhere]
        )
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        return new Transfer(Process.Start(start)!);
    }

    /// <summary>Waits until everything has arrived. The test is skipped if the machine cannot do it.</summary>
    public async Task FinishAsync()
    {
        string? line = await _process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience);
        if (line is null)
        {
            await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience);
            Assert.SkipWhen(_process.ExitCode == Impossible, "The machine has no such address or socket option.");
            Assert.Fail($"The program ended with {_process.ExitCode}.");
        }

        long[] numbers = [.. line.Split(' ').Select(number => long.Parse(number, CultureInfo.InvariantCulture))];
        (Sender, Sent, Received) = ((int)numbers[0], numbers[1], numbers[2]);
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(Patience))
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    private static string? Compile()
    {
        string folder = Directory.CreateTempSubdirectory("psutil-traffic-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        string path = Path.Join(folder, "traffic");
        string source = Path.Join(AppContext.BaseDirectory, "Network", "Traffic", "Programs", "traffic.c");
        bool hasCompiler = (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(':')
            .Any(directory => File.Exists(Path.Join(directory, "gcc")));
        if (hasCompiler)
        {
            Command.Run("gcc", "-O1", "-o", path, source);
        }

        return hasCompiler ? path : null;
    }
}

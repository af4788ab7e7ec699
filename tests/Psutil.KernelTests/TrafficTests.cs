using System.Diagnostics;

namespace Psutil.KernelTests;

/// <summary>What each process sends and receives, counted by the source that this kernel has: tracepoints since 6.3, else fexit.</summary>
public class TrafficTests(KernelMachine machine) : IClassFixture<KernelMachine>
{
    private const long Bytes = 4_000_003;
    private const int Datagram = 1000;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Theory]
    [InlineData("write", 4)]
    [InlineData("write", 6)]
    [InlineData("sendfile", 4)]
    [InlineData("splice", 4)]
    [InlineData("sendmmsg", 6)]
    [InlineData("zerocopy", 4)]
    [InlineData("io_uring", 4)]
    [InlineData("udp", 4)]
    [InlineData("udp", 6)]
    [InlineData("udp-sendmmsg", 4)]
    [InlineData("tls", 4)]
    [InlineData("tls-sendfile", 4)]
    [InlineData("receive-splice", 4)]
    public async Task EveryByteIsCountedOnce(string method, int family)
    {
        if (method.StartsWith("tls", StringComparison.Ordinal))
        {
            machine.Need("tls");
        }

        using ProcessNetworkMeter meter = Open();
        using Process program = Start(method, family, Bytes);
        (int sender, long sent, long received) = await FinishAsync(program);

        ProcessNetworkReading reading = meter.Read();
        Assert.Equal((sent, 0), SumsOf(reading, sender));
        Assert.Equal((0, received), SumsOf(reading, program.Id));
        ProcessConnectionUse connection = Assert.Single(reading.Connections, use => use.Identity.Pid == sender);
        Assert.Equal(sent, connection.Counters.BytesSent);
        End(program);
    }

    [Fact]
    public async Task SocketsThatLiveForAMomentAreCounted()
    {
        const int Senders = 200;
        using ProcessNetworkMeter meter = Open();
        using Process program = Start("storm", 4, Senders * Datagram);
        (_, long sent, _) = await FinishAsync(program);

        ProcessNetworkReading reading = meter.Read();
        Assert.Equal(Senders, reading.Processes.Count(use => use is { HasEnded: true, Counters.BytesSent: Datagram }));
        Assert.Equal(Senders * Datagram, sent);
        Assert.Equal(0, reading.Missed);
        End(program);
    }

    private ProcessNetworkMeter Open()
    {
        Assert.SkipUnless(File.Exists(ProgramPath), "The machine that made this one could not compile the sender for it.");
        ProcessNetworkMeter meter = Machine.Local.Processes.CreateNetworkMeter(new() { IncludeConnections = true });
        string source = machine.Kernel >= new Version(6, 3) ? "BPF (tracepoints)" : "BPF (fexit)";
        Assert.Equal((ProcessNetworkSource.Bpf, source, null), (meter.Source, meter.SourceName, meter.FallbackReason));
        return meter;
    }

    private static string ProgramPath => Path.Join(AppContext.BaseDirectory, "traffic");

    private static Process Start(string method, int family, long bytes) =>
        Process.Start(
            new ProcessStartInfo(
                ProgramPath,
                [method, family.ToString(CultureInfo.InvariantCulture), bytes.ToString(CultureInfo.InvariantCulture)]
            )
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            }
        )!;

    private static async Task<(int Sender, long Sent, long Received)> FinishAsync(Process program)
    {
        string? line = await program.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience);
        if (line is null)
        {
            await program.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience);
            Assert.SkipWhen(program.ExitCode == 2, "The machine has no such address or socket option.");
            Assert.Fail($"The program ended with {program.ExitCode}.");
        }

        long[] numbers = [.. line.Split(' ').Select(number => long.Parse(number, CultureInfo.InvariantCulture))];
        return ((int)numbers[0], numbers[1], numbers[2]);
    }

    private static void End(Process program)
    {
        program.StandardInput.Close();
        Assert.True(program.WaitForExit(Patience));
    }

    private static (long Sent, long Received) SumsOf(ProcessNetworkReading reading, int pid)
    {
        ProcessNetworkIOCounters counters = Assert.Single(reading.Processes, use => use.Identity.Pid == pid).Counters;
        return (counters.BytesSent, counters.BytesReceived);
    }
}

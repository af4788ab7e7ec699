using System.Net;
using System.Net.Sockets;
using Psutil.Platforms.Linux;

namespace Psutil.LinuxTests;

/// <summary>The traffic of TCP sockets, as anyone can read it.</summary>
public class TcpSocketTrafficTests
{
    private const int Bytes = 3_000_000;

    // A SYN and a FIN count as a byte each.
    private const int MostExtra = 2;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task OnesOwnConnectionIsCounted()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        using ProcessNetworkMeter meter = Open();
        using TcpClient client = new();
        await client.ConnectAsync((IPEndPoint)listener.LocalEndpoint, TestContext.Current.CancellationToken);
        using TcpClient server = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        await SendAsync(client, server);

        // Bytes count as sent when they are acknowledged.
        ProcessNetworkIOCounters counters = await ReadUntilAsync(meter, counters => counters.BytesSent >= Bytes);
        Assert.True(counters.BytesReceived >= Bytes, $"{counters.BytesReceived} bytes received");
        Assert.Null(counters.MessagesSent);
    }

    [Fact]
    public async Task WhatASocketTransferredBeforeDoesNotCount()
    {
        using Transfer transfer = Transfer.Start("write", 4, Bytes);
        await transfer.FinishAsync();
        using ProcessNetworkMeter meter = Open();

        // The last acknowledgement and FIN may be on the way.
        Assert.All(meter.Read().Processes.Where(use => use.Identity.Pid == transfer.Receiver), use =>
            Assert.InRange(use.Counters.BytesReceived, 0, MostExtra)
        );
    }

    [Fact]
    public async Task TheHolderOfASocketIsFound()
    {
        using ProcessNetworkMeter meter = Open();
        using Transfer transfer = Transfer.Start("write", 4, Bytes);
        await transfer.FinishAsync();

        ProcessNetworkUse receiver = Assert.Single(meter.Read().Processes, use => use.Identity.Pid == transfer.Receiver);
        Assert.InRange(receiver.Counters.BytesReceived, Bytes, Bytes + MostExtra);
        Assert.Equal(Machine.Local.Processes.Get(transfer.Receiver).Identity, receiver.Identity);
    }

    [Fact]
    public async Task AnEndedProcessIsReportedOnceMore()
    {
        using ProcessNetworkMeter meter = Open();
        Transfer transfer = Transfer.Start("write", 4, Bytes);
        await transfer.FinishAsync();
        ProcessIdentity identity = Assert.Single(meter.Read().Processes, use => use.Identity.Pid == transfer.Receiver).Identity;
        transfer.Dispose();

        ProcessNetworkUse last = Assert.Single(meter.Read().Processes, use => use.Identity == identity);
        Assert.True(last.HasEnded);
        Assert.InRange(last.Counters.BytesReceived, Bytes, Bytes + MostExtra);
        Assert.DoesNotContain(meter.Read().Processes, use => use.Identity == identity);
    }

    [Fact]
    public void TheMeterSaysWhyItUsesNoBpf()
    {
        using ProcessNetworkMeter meter = Open();
        Assert.Equal((ProcessNetworkSource.TcpSockets, "for the test"), (meter.Source, meter.FallbackReason));
    }

    private static async Task SendAsync(TcpClient client, TcpClient server)
    {
        byte[] bytes = new byte[Bytes];
        Task sending = client.GetStream().WriteAsync(bytes, TestContext.Current.CancellationToken).AsTask();
        await server.GetStream().ReadExactlyAsync(new byte[Bytes], TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience);
        await sending.WaitAsync(Patience);
    }

    private static async Task<ProcessNetworkIOCounters> ReadUntilAsync(
        ProcessNetworkMeter meter,
        Predicate<ProcessNetworkIOCounters> condition
    )
    {
        long start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            ProcessNetworkUse? own = meter.Read().Processes.SingleOrDefault(use => use.Identity.Pid == Environment.ProcessId);
            if (own is not null && condition(own.Counters))
            {
                return own.Counters;
            }

            Assert.True(TimeProvider.System.GetElapsedTime(start) < Patience, $"The counters are {own?.Counters}.");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    private static LinuxProcessNetworkMeter Open() =>
        LinuxProcessNetworkMeter.OpenTcpSockets(new LinuxRoots(new MachineOptions()), TimeProvider.System, "for the test");
}

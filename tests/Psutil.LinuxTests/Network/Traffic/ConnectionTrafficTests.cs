using System.Net;
using System.Net.Sockets;
using Psutil.Platforms.Linux;

namespace Psutil.LinuxTests;

/// <summary>What each connection of a process transfers, by both sources.</summary>
public class ConnectionTrafficTests
{
    private const long Bytes = 3_000_003;
    private const int Datagram = 1000;
    private const int Any = -1;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("write", 4)]
    [InlineData("write", 6)]
    [InlineData("udp", 4)]
    [InlineData("udp", 6)]
    public async Task EachConnectionIsCountedToTheByte(string method, int family)
    {
        using ProcessNetworkMeter meter = OpenBpf();
        using Transfer transfer = Transfer.Start(method, family, Bytes);
        await transfer.FinishAsync();

        ProcessNetworkReading reading = meter.Read();
        ProcessConnectionUse sender = Find(reading, transfer.Sender);
        ProcessConnectionUse receiver = Find(reading, transfer.Receiver);
        Assert.Equal((transfer.Sent, 0), (sender.Counters.BytesSent, sender.Counters.BytesReceived));
        Assert.Equal((0, transfer.Received), (receiver.Counters.BytesSent, receiver.Counters.BytesReceived));
        IPAddress loopback = family == 6 ? IPAddress.IPv6Loopback : IPAddress.Loopback;
        Assert.Equal(loopback, sender.RemoteEndPoint?.Address);
        Assert.Equal(sender.RemoteEndPoint, receiver.LocalEndPoint);

        // The receiver of datagrams is not connected.
        bool isTcp = method == "write";
        Assert.Equal(isTcp ? SocketType.Stream : SocketType.Dgram, sender.Type);
        Assert.Equal(isTcp ? sender.LocalEndPoint : null, receiver.RemoteEndPoint);
        Assert.Equal(family == 6 ? AddressFamily.InterNetworkV6 : AddressFamily.InterNetwork, receiver.Family);
    }

    [Fact]
    public async Task AReadingHasOnlyWhatCameAfterThePreviousOne()
    {
        using ProcessNetworkMeter meter = OpenBpf();
        using Pair pair = await Pair.ConnectAsync();
        for (int round = 1; round <= 5; round++)
        {
            await pair.SendAsync(round * 1001);
            ProcessNetworkReading reading = meter.Read();
            Assert.Equal(round * 1001, FindOwn(reading, pair.ClientEndPoint).Counters.BytesSent);
            Assert.Equal(round * 1001, FindOwn(reading, pair.ServerEndPoint).Counters.BytesReceived);
        }

        Assert.DoesNotContain(meter.Read().Connections, use => IsOwn(use, pair.ClientEndPoint) || IsOwn(use, pair.ServerEndPoint));
    }

    [Fact]
    public async Task NothingIsLostBetweenTheTablesWhileItIsRead()
    {
        using ProcessNetworkMeter meter = OpenBpf();
        using Pair pair = await Pair.ConnectAsync();
        const int Pieces = 3000;
        const int Piece = 777;
        Task sending = Task.Run(
            async () =>
            {
                for (int index = 0; index < Pieces; index++)
                {
                    await pair.SendAsync(Piece);
                }
            },
            TestContext.Current.CancellationToken
        );
        long sent = 0;
        while (!sending.IsCompleted)
        {
            sent += SentBy(meter.Read());
        }

        await sending;
        sent += SentBy(meter.Read());
        Assert.Equal(Pieces * Piece, sent);

        long SentBy(ProcessNetworkReading reading) =>
            reading.Connections.Where(use => IsOwn(use, pair.ClientEndPoint)).Sum(use => use.Counters.BytesSent);
    }

    [Fact]
    public async Task WhatFindsNoRoomIsCountedTogether()
    {
        // Connections of others on this machine may take the only place.
        using ProcessNetworkMeter meter = OpenBpf(mostConnections: 1);
        const int Piece = 5003;
        List<Pair> pairs = [];
        try
        {
            for (int index = 0; index < 4; index++)
            {
                pairs.Add(await Pair.ConnectAsync());
                await pairs[^1].SendAsync(Piece);
            }

            ProcessNetworkReading reading = meter.Read();
            Assert.InRange(reading.Connections.Count, 0, 1);
            Assert.InRange(reading.WithoutConnection.BytesSent, 3 * Piece, long.MaxValue);
            Assert.InRange(reading.WithoutConnection.BytesReceived, 3 * Piece, long.MaxValue);
        }
        finally
        {
            pairs.ForEach(pair => pair.Dispose());
        }
    }

    [Fact]
    public async Task AConnectionOfAProcessThatEndedIsReported()
    {
        using ProcessNetworkMeter meter = OpenBpf();
        Transfer transfer = Transfer.Start("write", 4, Bytes);
        await transfer.FinishAsync();
        transfer.Dispose();
        Assert.Equal(Bytes, Find(meter.Read(), transfer.Sender).Counters.BytesSent);
    }

    [Fact]
    public async Task ByItsSocketsAConnectionIsCountedToo()
    {
        using Pair pair = await Pair.ConnectAsync();
        using LinuxRoots roots = new(new MachineOptions());
        using ProcessNetworkMeter meter = LinuxProcessNetworkMeter.Open(
            roots,
            TimeProvider.System,
            new ProcessNetworkMeterOptions
            {
                IncludeConnections = true,
                AllowBpf = false,
                Process = Machine.Local.Processes.Current.Identity,
            }
        );
        Assert.Equal(ProcessNetworkSource.TcpSockets, meter.Source);
        Assert.Contains("not allowed", meter.FallbackReason, StringComparison.Ordinal);

        // Bytes count as sent when they are acknowledged.
        await pair.SendAsync((int)Bytes);
        long sent = 0;
        long received = 0;
        long start = TimeProvider.System.GetTimestamp();
        while (sent != Bytes || received != Bytes)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(start) < Patience, $"{sent} bytes sent, {received} received");
            await Task.Delay(20, TestContext.Current.CancellationToken);
            ProcessNetworkReading reading = meter.Read();
            Assert.All(reading.Processes, use => Assert.Equal(Environment.ProcessId, use.Identity.Pid));
            sent += reading.Connections.Where(use => IsOwn(use, pair.ClientEndPoint)).Sum(use => use.Counters.BytesSent);
            received += reading.Connections.Where(use => IsOwn(use, pair.ServerEndPoint)).Sum(use => use.Counters.BytesReceived);
        }
    }

    [Fact]
    public async Task ConnectionsAreOnlyCountedOnRequest()
    {
        using ProcessNetworkMeter meter = Machine.Local.Processes.CreateNetworkMeter();
        using Pair pair = await Pair.ConnectAsync();
        await pair.SendAsync(Datagram);
        Assert.Empty(meter.Read().Connections);
    }

    private static ProcessConnectionUse Find(ProcessNetworkReading reading, int pid) =>
        Assert.Single(reading.Connections, use => use.Identity.Pid == pid);

    private static ProcessConnectionUse FindOwn(ProcessNetworkReading reading, EndPoint local) =>
        Assert.Single(reading.Connections, use => IsOwn(use, local));

    private static bool IsOwn(ProcessConnectionUse use, EndPoint local) =>
        use.Identity.Pid == Environment.ProcessId && local.Equals(use.LocalEndPoint);

    private static LinuxProcessNetworkMeter OpenBpf(int mostConnections = Any)
    {
        LinuxRoots roots = new(new MachineOptions());
        Assert.SkipWhen(BpfRights.FindRefusal(roots) is not null, $"BPF cannot be used here: {BpfRights.FindRefusal(roots)}");
        Assert.SkipUnless(File.Exists("/sys/kernel/btf/vmlinux"), "This kernel does not describe its types.");
        BpfTrafficSizes sizes = BpfTrafficSizes.Usual(countsConnections: true);
        LinuxProcessNetworkMeter meter = LinuxProcessNetworkMeter.Open(
            roots,
            TimeProvider.System,
            new ProcessNetworkMeterOptions { IncludeConnections = true, AllowBpf = true },
            mostConnections == Any ? sizes : sizes with { Connections = mostConnections }
        );
        Assert.SkipWhen(meter.FallbackReason?.Contains("sock_send_length", StringComparison.Ordinal) == true, meter.FallbackReason ?? "");
        Assert.Equal((ProcessNetworkSource.Bpf, null), (meter.Source, meter.FallbackReason));
        return meter;
    }

    /// <summary>Both ends of a connection of this process.</summary>
    private sealed class Pair(Socket client, Socket server) : IDisposable
    {
        public EndPoint ClientEndPoint { get; } = client.LocalEndPoint!;

        public EndPoint ServerEndPoint { get; } = server.LocalEndPoint!;

        public static async Task<Pair> ConnectAsync()
        {
            using Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            listener.Listen();
            Socket client = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            await client.ConnectAsync(listener.LocalEndPoint!, TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience);
            return new Pair(client, await listener.AcceptAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience));
        }

        /// <summary>Sends, and receives all of it.</summary>
        public async Task SendAsync(int length)
        {
            Task sending = SendAllAsync(new byte[length]);
            byte[] buffer = new byte[64 * 1024];
            for (int rest = length; rest > 0; )
            {
                Memory<byte> piece = buffer.AsMemory(0, Math.Min(rest, buffer.Length));
                int count = await server.ReceiveAsync(piece, TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience);
                Assert.NotEqual(0, count);
                rest -= count;
            }

            await sending.WaitAsync(Patience);
        }

        public void Dispose()
        {
            client.Dispose();
            server.Dispose();
        }

        private async Task SendAllAsync(ReadOnlyMemory<byte> bytes)
        {
            while (!bytes.IsEmpty)
            {
                bytes = bytes[await client.SendAsync(bytes, TestContext.Current.CancellationToken)..];
            }
        }
    }
}

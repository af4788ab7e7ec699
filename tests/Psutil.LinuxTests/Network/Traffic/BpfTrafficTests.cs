using Psutil.Platforms.Linux;

namespace Psutil.LinuxTests;

/// <summary>The traffic that the kernel's own programs count is, to the byte, what the programs say that they sent and received.</summary>
public class BpfTrafficTests
{
    private const int Datagram = 1000;

    // PSUTIL_TRAFFIC_BYTES=1000000000 and PSUTIL_TRAFFIC_SENDERS=100000 repeat, by hand, what docs/traffic.md reports.
    private static long Bytes => Setting("PSUTIL_TRAFFIC_BYTES", 8_000_001);

    private static int Senders => (int)Setting("PSUTIL_TRAFFIC_SENDERS", 2000);

    [Theory]
    [InlineData("write", 4)]
    [InlineData("write", 6)]
    [InlineData("sendfile", 4)]
    [InlineData("splice", 4)]
    [InlineData("sendmmsg", 6)]
    [InlineData("zerocopy", 4)]
    [InlineData("io_uring", 4)]
    [InlineData("tls", 4)]
    [InlineData("tls-sendfile", 4)]
    [InlineData("udp", 4)]
    [InlineData("udp", 6)]
    [InlineData("udp-sendmmsg", 4)]
    public async Task EveryByteIsCountedOnce(string method, int family)
    {
        using ProcessNetworkMeter meter = Open();
        using Transfer transfer = Transfer.Start(method, family, Bytes);
        await transfer.FinishAsync();
        AssertCounted(meter, transfer);
    }

    [Fact]
    public async Task WhatIsReceivedBySpliceIsCountedWhereFunctionsCanBeFollowed()
    {
        using BpfTraffic traffic = OpenSource();
        Assert.SkipUnless(traffic.CountsSplice, "This machine refuses programs at the end of functions.");
        using Transfer transfer = Transfer.Start("receive-splice", 4, Bytes);
        await transfer.FinishAsync();
        Assert.False(traffic.Read(out NetworkUseSample? sample).Failed);
        ProcessNetworkIOCounters received = Assert.Single(sample!.Alive, pair => pair.Key.Pid == transfer.Receiver).Value;
        Assert.Equal((0, transfer.Received), (received.BytesSent, received.BytesReceived));
    }

    private static void AssertCounted(ProcessNetworkMeter meter, Transfer transfer)
    {
        ProcessNetworkReading reading = meter.Read();
        ProcessNetworkUse sender = Assert.Single(reading.Processes, use => use.Identity.Pid == transfer.Sender);
        ProcessNetworkUse receiver = Assert.Single(reading.Processes, use => use.Identity.Pid == transfer.Receiver);
        Assert.Equal((transfer.Sent, 0), (sender.Counters.BytesSent, sender.Counters.BytesReceived));
        Assert.Equal((0, transfer.Received), (receiver.Counters.BytesSent, receiver.Counters.BytesReceived));
        Assert.False(sender.HasEnded);
        Assert.Equal(Machine.Local.Processes.Get(transfer.Sender).Identity, sender.Identity);
    }

    [Fact]
    public async Task DatagramsAreCounted()
    {
        using ProcessNetworkMeter meter = Open();
        using Transfer transfer = Transfer.Start("udp", 4, 100 * Datagram);
        await transfer.FinishAsync();

        ProcessNetworkReading reading = meter.Read();
        Assert.Equal(100, Find(reading, transfer.Sender).Counters.MessagesSent);
        Assert.Equal(100, Find(reading, transfer.Receiver).Counters.MessagesReceived);
    }

    [Fact]
    public async Task SeveralProcessesAtOnceAreToldApart()
    {
        using ProcessNetworkMeter meter = Open();
        List<Transfer> transfers = [];
        try
        {
            for (int index = 1; index <= 4; index++)
            {
                transfers.Add(Transfer.Start("write", 4, index * 1_000_003));
            }

            foreach (Transfer transfer in transfers)
            {
                await transfer.FinishAsync();
            }

            ProcessNetworkReading reading = meter.Read();
            Assert.All(transfers, transfer =>
            {
                Assert.Equal(transfer.Sent, Find(reading, transfer.Sender).Counters.BytesSent);
                Assert.Equal(transfer.Received, Find(reading, transfer.Receiver).Counters.BytesReceived);
            });
        }
        finally
        {
            transfers.ForEach(transfer => transfer.Dispose());
        }
    }

    [Fact]
    public async Task AnEndedProcessIsReportedOnceMore()
    {
        using ProcessNetworkMeter meter = Open();
        Transfer transfer = Transfer.Start("write", 4, Bytes);
        await transfer.FinishAsync();
        ProcessIdentity identity = Machine.Local.Processes.Get(transfer.Sender).Identity;

        // Its parent waits for it, so it is no zombie.
        transfer.Dispose();

        ProcessNetworkUse last = Assert.Single(meter.Read().Processes, use => use.Identity == identity);
        Assert.True(last.HasEnded);
        Assert.Equal(Bytes, last.Counters.BytesSent);
        Assert.DoesNotContain(meter.Read().Processes, use => use.Identity == identity);
    }

    [Fact]
    public async Task WhatIsSentBeforeTheMeterDoesNotCount()
    {
        using Transfer before = Transfer.Start("write", 4, Bytes);
        await before.FinishAsync();
        using ProcessNetworkMeter meter = Open();
        Assert.DoesNotContain(meter.Read().Processes, use => use.Identity.Pid == before.Sender);
    }

    [Fact]
    public async Task WhatFindsNoRoomIsCountedTogether()
    {
        // Others on this machine may send too: what is attributed to nobody has at least our bytes that no process has.
        const int Most = 2;
        using ProcessNetworkMeter meter = Open(Most);
        long sent = 0;
        long attributed = 0;
        List<int> senders = [];
        for (int index = 0; index < 4; index++)
        {
            using Transfer transfer = Transfer.Start("write", 4, 100_003);
            await transfer.FinishAsync();
            sent += transfer.Sent;
            senders.Add(transfer.Sender);
        }

        ProcessNetworkReading reading = meter.Read();
        Assert.InRange(reading.Processes.Count, 0, Most);
        attributed = reading.Processes.Where(use => senders.Contains(use.Identity.Pid)).Sum(use => use.Counters.BytesSent);
        Assert.True(reading.Unattributed.BytesSent >= sent - attributed, $"{reading.Unattributed.BytesSent} of {sent} - {attributed}");
    }

    [Fact]
    public async Task AStormOfSendersLosesNothingWithoutSayingSo()
    {
        const int Most = 16;
        using ProcessNetworkMeter meter = Open(Most);
        using Transfer storm = Transfer.Start("storm", 4, Senders * (long)Datagram);
        await storm.FinishAsync();

        // Others on this machine may send too.
        ProcessNetworkReading reading = meter.Read();
        Assert.InRange(reading.Processes.Count, 0, Most);
        Assert.True(
            reading.Processes.Sum(use => use.Counters.BytesSent) + reading.Unattributed.BytesSent >= storm.Sent,
            $"{reading.Unattributed.BytesSent} bytes of {storm.Sent} are attributed to nobody"
        );
        Assert.InRange(reading.Unattributed.BytesSent, (Senders - Most) * (long)Datagram, long.MaxValue);
        Assert.InRange(reading.Unattributed.MessagesSent ?? 0, Senders - Most, long.MaxValue);
    }

    [Theory]
    [InlineData("write")]
    [InlineData("sendfile")]
    [InlineData("splice")]
    [InlineData("sendmmsg")]
    [InlineData("zerocopy")]
    [InlineData("io_uring")]
    [InlineData("tls")]
    [InlineData("udp")]
    public async Task EveryByteBetweenTwoNetworkNamespacesIsCountedOnce(string method)
    {
        using ProcessNetworkMeter meter = Open();
        using NetworkNamespace near = new();
        using NetworkNamespace far = new();
        Link(near, far);
        using Transfer transfer = Transfer.Start(method, 4, Bytes, "10.99.99.2", PathOf(far), PathOf(near));
        await transfer.FinishAsync();
        AssertCounted(meter, transfer);

        static string PathOf(NetworkNamespace place) => string.Create(CultureInfo.InvariantCulture, $"/proc/{place.Pid}/ns/net");
    }

    [Fact]
    public void TrafficBetweenTwoNetworkNamespacesIsCounted()
    {
        const int Pieces = 20;
        const int Piece = 30_000;
        using ProcessNetworkMeter meter = Open();
        using NetworkNamespace near = new();
        using NetworkNamespace far = new();
        Link(near, far);
        far.Ask("server = socket.create_server(('10.99.99.2', 5000))");
        near.Ask("client = socket.create_connection(('10.99.99.2', 5000), 60)");
        far.Ask("(peer, address) = server.accept()");
        for (int index = 0; index < Pieces; index++)
        {
            near.Ask($"client.sendall(bytes({Piece}))");
            Assert.Equal(Piece, far.Ask($"len(peer.recv({Piece}, socket.MSG_WAITALL))").GetInt32());
        }

        ProcessNetworkReading reading = meter.Read();
        Assert.Equal((Pieces * Piece, 0), SumsOf(Find(reading, near.Pid)));
        Assert.Equal((0, Pieces * Piece), SumsOf(Find(reading, far.Pid)));

        static (long, long) SumsOf(ProcessNetworkUse use) => (use.Counters.BytesSent, use.Counters.BytesReceived);
    }

    [Fact]
    public async Task AReadingMakesRoomOfThoseThatEnded()
    {
        // Without room that is used again, no more processes than that are ever reported. Senders of others may fill some of it.
        const int Most = 64;
        const int Rounds = 20;
        using ProcessNetworkMeter meter = Open(Most);
        HashSet<ProcessIdentity> reported = [];
        for (int round = 0; round < Rounds && reported.Count <= 2 * Most; round++)
        {
            using (Transfer storm = Transfer.Start("storm", 4, Most * Datagram))
            {
                await storm.FinishAsync();
            }

            ProcessNetworkReading reading = meter.Read();
            Assert.InRange(reading.Processes.Count, 0, Most);
            reported.UnionWith(reading.Processes.Select(use => use.Identity));
        }

        Assert.InRange(reported.Count, (2 * Most) + 1, int.MaxValue);
    }

    [Fact]
    public void ItsProgramsSayWhoseTheyAre()
    {
        using BpfTraffic traffic = OpenSource();
        Assert.Equal(
            traffic.Name == "BPF (tracepoints)"
                ? (string[])["psutil_send", "psutil_receive", .. traffic.CountsSplice ? (ReadOnlySpan<string>)["psutil_splice"] : []]
                : ["psutil_send4", "psutil_send6", "psutil_receive4", "psutil_receive6", "psutil_sendpage", "psutil_splice"],
            traffic.ReadInfo().Select(info => info.Name.ToString())
        );
    }

    [Fact]
    public async Task PidsAreReadAsInANamespaceToo()
    {
        using BpfTraffic traffic = OpenSource(isNested: true);
        using Transfer transfer = Transfer.Start("write", 4, Bytes);
        await transfer.FinishAsync();
        Assert.False(traffic.Read(out NetworkUseSample? sample).Failed);
        Assert.Equal(transfer.Sent, Assert.Single(sample!.Alive, pair => pair.Key.Pid == transfer.Sender).Value.BytesSent);
    }

    [Fact]
    public void ADisposedMeterSaysSo()
    {
        ProcessNetworkMeter meter = Open();
        meter.Dispose();
        meter.Dispose();
        Assert.Throws<ObjectDisposedException>(meter.Read);
    }

    private static void Link(NetworkNamespace near, NetworkNamespace far)
    {
        string link = string.Create(CultureInfo.InvariantCulture, $"link add near type veth peer name far netns {far.Pid}");
        Assert.SkipUnless(near.TryIp(link), "This kernel has no veth.");
        near.Ip("addr add 10.99.99.1/24 dev near");
        near.Ip("link set near up");
        far.Ip("addr add 10.99.99.2/24 dev far");
        far.Ip("link set far up");
    }

    private static long Setting(string name, long usual) =>
        long.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out long value) ? value : usual;

    private static ProcessNetworkUse Find(ProcessNetworkReading reading, int pid) =>
        Assert.Single(reading.Processes, use => use.Identity.Pid == pid);

    // Skipped where BPF is nobody's to use. A program that the kernel refuses is a failure, with the reason.
    private static LinuxProcessNetworkMeter Open(int? mostProcesses = null)
    {
        LinuxRoots roots = OpenRoots();
        BpfTrafficSizes sizes = mostProcesses is { } most ? new BpfTrafficSizes(most) : BpfTrafficSizes.Usual();
        LinuxProcessNetworkMeter meter = LinuxProcessNetworkMeter.Open(roots, TimeProvider.System, sizes: sizes);
        Assert.SkipWhen(meter.FallbackReason?.Contains("sock_send_length", StringComparison.Ordinal) == true, meter.FallbackReason ?? "");
        Assert.Equal((ProcessNetworkSource.Bpf, null), (meter.Source, meter.FallbackReason));
        return meter;
    }

    private static BpfTraffic OpenSource(bool isNested = false)
    {
        LinuxRoots roots = OpenRoots();
        _ = BpfTraffic.TryOpen(roots, BpfTrafficSizes.Usual(), out BpfTraffic? traffic, out BpfRefusal? refusal, isNested);
        Assert.SkipWhen(refusal?.Reason.Contains("sock_send_length", StringComparison.Ordinal) == true, $"{refusal}");
        Assert.True(traffic is not null, $"{refusal}");
        return traffic;
    }

    private static LinuxRoots OpenRoots()
    {
        LinuxRoots roots = new(new MachineOptions());
        Assert.SkipWhen(BpfRights.FindRefusal(roots) is not null, $"BPF cannot be used here: {BpfRights.FindRefusal(roots)}");
        Assert.SkipUnless(File.Exists("/sys/kernel/btf/vmlinux"), "This kernel does not describe its types.");
        return roots;
    }
}

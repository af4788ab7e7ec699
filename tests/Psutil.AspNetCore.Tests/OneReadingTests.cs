using Psutil.Tool.Tests.Fakes;

namespace Psutil.AspNetCore.Tests;

/// <summary>One sampler for the page, the documents and the metrics.</summary>
public class OneReadingTests
{
    private static readonly string[] Documents =
    [
        "/api/v1/machine",
        "/api/v1/cpu",
        "/api/v1/memory",
        "/api/v1/disks",
        "/api/v1/network",
        "/api/v1/sensors",
        "/metrics",
    ];

    private readonly FakeClock _clock = new();

    [Fact]
    public async Task WhateverTheClientsEachSourceIsReadOncePerInterval()
    {
        FakeMachine fake = Fakes.Machine(_clock);
        fake.Disks.Partitions.Add(
            new DiskPartition
            {
                MountPoint = "/",
                FileSystemType = "ext4",
                Options = "rw",
            }
        );
        fake.Disks.Usage["/"] = new DiskUsage
        {
            Total = 100,
            Used = 50,
            Free = 50,
        };
        CountingMachine machine = new(fake);
        await using Site site = await Site.StartAsync(machine);
        await AskAllAsync(site);
        IReadOnlyDictionary<string, int> first = Counts(machine);
        Assert.Contains("Cpu.GetTimes", first);
        Assert.Contains("Memory.GetVirtual", first);
        Assert.Contains("Disks.GetUsage /", first);
        Assert.Contains("Network.GetInterfaceStates", first);
        Assert.DoesNotContain(first, source => source.Value != 1);

        _clock.Advance(TimeSpan.FromSeconds(1));
        await AskAllAsync(site);
        Assert.DoesNotContain(Counts(machine), source => source.Value > 2);
    }

    // Three streams, and two clients of everything else.
    private static async Task AskAllAsync(Site site)
    {
        List<HttpResponseMessage> streams = [];
        try
        {
            for (int client = 0; client < 3; client++)
            {
                HttpResponseMessage stream = await site.AskAsync(HttpMethod.Get, "/api/v1/stream");
                streams.Add(stream);
                using EventReader events = new(await stream.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
                _ = await events.ReadAsync("machine");
            }

            HttpStatusCode[] answers = await Task.WhenAll(
                Documents.Concat(Documents).Select(document => site.StatusAsync(document)).ToArray()
            );
            Assert.All(answers, status => Assert.Equal(HttpStatusCode.OK, status));
        }
        finally
        {
            streams.ForEach(stream => stream.Dispose());
        }
    }

    // The list of sockets without their owners is another source than that with them.
    private static Dictionary<string, int> Counts(CountingMachine machine)
    {
        lock (machine.Counts)
        {
            return machine
                .Counts.Where(source => source.Key != "Network.GetConnections")
                .ToDictionary(source => source.Key, source => source.Value);
        }
    }
}

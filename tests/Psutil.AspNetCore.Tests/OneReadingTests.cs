using System.Collections.Concurrent;

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
        FakeMachine machine = Fakes.Machine(_clock);
        machine.Disks.Partitions.Add(
            new DiskPartition
            {
                MountPoint = "/",
                FileSystemType = "ext4",
                Options = "rw",
            }
        );
        machine.Disks.Usage["/"] = new DiskUsage
        {
            Total = 100,
            Used = 50,
            Free = 50,
        };
        ConcurrentQueue<FakeReading> readings = [];
        machine.OnRead = readings.Enqueue;
        await using Site site = await Site.StartAsync(machine);
        await AskAllAsync(site);
        IReadOnlyDictionary<string, int> first = Counts(readings);
        Assert.Contains("Cpu.GetTimes", first);
        Assert.Contains("Memory.GetVirtual", first);
        Assert.Contains("Disks.GetUsage/", first);
        Assert.Contains("Network.GetInterfaceStates", first);
        Assert.DoesNotContain(first, source => source.Value != 1);

        _clock.Advance(TimeSpan.FromSeconds(1));
        await AskAllAsync(site);
        Assert.DoesNotContain(Counts(readings), source => source.Value > 2);
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

    // The list of sockets without their owners is another source than that with them. Processes and cgroups are shared by field.
    private static Dictionary<string, int> Counts(IEnumerable<FakeReading> readings) =>
        readings
            .Where(reading =>
                reading.Fields == ProcessFields.None
                && reading.Source is not ("Network.GetConnections" or "Processes.GetPids" or "Cgroups.Capture")
            )
            .CountBy(reading => reading.Source + (reading.IncludeAll ? " all" : reading.Path))
            .ToDictionary();
}

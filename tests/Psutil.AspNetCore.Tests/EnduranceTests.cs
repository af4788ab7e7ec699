namespace Psutil.AspNetCore.Tests;

public class EnduranceTests
{
    private const int Requests = 1000;

    // Generous: what leaks with each request leaks a thousand times.
    private const int DescriptorAllowance = 50;
    private const long MemoryAllowance = 16 * 1024 * 1024;

    [Fact]
    public async Task AThousandRequestsLeaveMemoryAndDescriptorsAsTheyWere()
    {
        Assert.SkipUnless(Directory.Exists("/proc/self/fd"), "There is no list of this process's descriptors here.");
        await using Site site = await Site.StartAsync(configure: options => options.Interval = TimeSpan.FromSeconds(0.1));
        await AskAsync(site, Requests / 5);
        (int descriptors, long memory) = Measure();
        await AskAsync(site, Requests);
        (int descriptorsAfter, long memoryAfter) = Measure();
        Assert.InRange(descriptorsAfter, 0, descriptors + DescriptorAllowance);
        Assert.InRange(memoryAfter, 0, memory + MemoryAllowance);
    }

    private static async Task AskAsync(Site site, int count)
    {
        string[] paths =
        [
            "/metrics",
            "/api/v1/machine",
            "/api/v1/processes",
            $"/api/v1/processes/{Environment.ProcessId}",
            "/",
            "/api/v1/none",
        ];
        for (int request = 0; request < count; request++)
        {
            using HttpResponseMessage answer = await site.AskAsync(HttpMethod.Get, paths[request % paths.Length]);
            await answer.Content.CopyToAsync(Stream.Null, TestContext.Current.CancellationToken);
        }
    }

    private static (int Descriptors, long Memory) Measure()
    {
        for (int round = 0; round < 2; round++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        // What is kept open of other processes depends on their number.
        int descriptors = Directory
            .GetFileSystemEntries("/proc/self/fd")
            .Count(path => new FileInfo(path).LinkTarget?.StartsWith("/proc/", StringComparison.Ordinal) != true);

        // GC.GetTotalMemory was seen below zero in a process of many threads.
        GCMemoryInfo heap = GC.GetGCMemoryInfo(GCKind.FullBlocking);
        return (descriptors, heap.HeapSizeBytes - heap.FragmentedBytes);
    }
}

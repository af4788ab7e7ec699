namespace Psutil.Tool.Top.Pages;

/// <summary>
/// All pages, in the order of their numbers. A new page is a class beside these with an <c>Entry</c>, and a line here: keys, mouse,
/// sorting, help and drawing come with it.
/// </summary>
internal static class TopPages
{
    /// <summary>The processes, in a table of their own kind.</summary>
    public static TopPage Processes { get; } = new("processes", "the processes", [], null);

    public static IReadOnlyList<TopPage> All { get; } =
    [
        Processes,
        CpuPage.Entry,
        DiskPage.Entry,
        NetworkPage.Entry,
        ConnectionPage.Entry,
        SensorPage.Entry,
        GpuPage.Entry,
        CgroupPage.Entry,
        TrafficPage.Entry,
    ];

    /// <summary>The page of a number from 1 on; null if there is none.</summary>
    public static TopPage? Find(int number) => number >= 1 && number <= All.Count ? All[number - 1] : null;

    /// <summary>The page that is some steps away, around the end.</summary>
    public static TopPage Beside(TopPage page, int step)
    {
        int index = 0;
        while (All[index] != page)
        {
            index++;
        }

        return All[(index + step + All.Count) % All.Count];
    }
}

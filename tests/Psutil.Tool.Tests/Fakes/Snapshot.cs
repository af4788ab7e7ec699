namespace Psutil.Tool.Tests.Fakes;

/// <summary>
/// Holds an output against the file that was reviewed. <c>PSUTIL_UPDATE_SNAPSHOTS=1</c> writes the files anew: read the diff.
/// </summary>
internal static class Snapshot
{
    public static void Matches(string actual, string name)
    {
        if (Environment.GetEnvironmentVariable("PSUTIL_UPDATE_SNAPSHOTS") == "1")
        {
            File.WriteAllText(Path.Join(ToolProject.Tests, "Snapshots", name), actual);
            return;
        }

        Assert.Equal(File.ReadAllText(Path.Join(AppContext.BaseDirectory, "Snapshots", name)), actual);
    }
}

namespace Psutil.Compare;

/// <summary>The project's folders.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string Bench => Path.Join(Root, "bench");

    /// <summary>Where the comparison puts what it builds.</summary>
    public static string Artifacts { get; } = Directory.CreateDirectory(Path.Join(Root, "artifacts", "bench")).FullName;

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Join(folder.FullName, "Psutil.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds Psutil.slnx.");
    }
}

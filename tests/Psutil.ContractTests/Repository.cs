namespace Psutil.ContractTests;

/// <summary>The project's files beside which the tests run.</summary>
internal static class Repository
{
    /// <summary>The folder that has <c>Psutil.slnx</c>.</summary>
    public static string Root { get; } = FindRoot();

    public static string Read(string path) => File.ReadAllText(Path.Join(Root, path));

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

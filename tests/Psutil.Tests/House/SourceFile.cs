namespace Psutil.Tests.House;

/// <summary>A source file of the project, with its path from the project's root.</summary>
public sealed record SourceFile(string Path, string Text)
{
    /// <summary>The folder that holds <c>Psutil.slnx</c>, found upwards from where the tests run.</summary>
    public static string Root { get; } = FindRoot();

    public IReadOnlyList<string> Lines { get; } = Text.Split('\n');

    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>The files below a folder of the project that have an extension; what a build put there does not count.</summary>
    public static IReadOnlyList<SourceFile> Below(string folder, string pattern = "*.cs") =>
        [
            .. from file in Directory.EnumerateFiles(System.IO.Path.Join(Root, folder), pattern, SearchOption.AllDirectories)
            let path = System.IO.Path.GetRelativePath(Root, file).Replace('\\', '/')
            where !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal)
            orderby path
            select new SourceFile(path, File.ReadAllText(file)),
        ];

    public override string ToString() => Path;

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Join(folder.FullName, "Psutil.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds Psutil.slnx.");
    }
}

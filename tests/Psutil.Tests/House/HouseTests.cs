namespace Psutil.Tests.House;

public class HouseTests
{
    private static readonly IReadOnlyList<SourceFile> Library = SourceFile.Below("src/Psutil");

    [Fact]
    public void TheLibraryIsFound() => Assert.Contains(Library, file => file.Path == "src/Psutil/Machine.cs");

    [Fact]
    public void OnlyFoldersOfTheSystemsAskWhichSystemThisIs() =>
        Assert.Empty(SourceFile.Below("src").SelectMany(HouseRules.AsksWhichSystemThisIs));

    [Fact]
    public void AFileHoldsOnePublicTypeAndBearsItsName() =>
        Assert.Empty(SourceFile.Below("src").SelectMany(HouseRules.HoldsOtherThanOnePublicType));

    [Fact]
    public void AnOperatingSystemsFolderHoldsNothingPublic() => Assert.Empty(Library.SelectMany(HouseRules.ShowsAnImplementation));

    [Fact]
    public void AParserReadsNothing() => Assert.Empty(Library.SelectMany(HouseRules.ReadsWhileItParses));

    [Fact]
    public void WindowsIsAskedByItsOwnCalls() => Assert.Empty(Library.SelectMany(HouseRules.AsksWindowsRoundabout));

    [Fact]
    public void OneExceptionIsTheRootOfWhatTheSystemCauses() => Assert.Empty(Library.SelectMany(HouseRules.RaisesAForeignException));

    [Fact]
    public void EveryExceptionOfTheLibraryHasThatRoot() =>
        Assert.All(typeof(Machine).Assembly.GetTypes().Where(typeof(Exception).IsAssignableFrom), type =>
            Assert.True(typeof(PsutilException).IsAssignableFrom(type), type.FullName)
        );

    [Theory]
    [InlineData("src")]
    [InlineData("tests")]
    [InlineData("bench")]
    [InlineData("samples")]
    public void AFileIsShortEnoughToBeRead(string folder) => Assert.Empty(SourceFile.Below(folder).SelectMany(HouseRules.IsTooLong));

    [Fact]
    public void ALineFitsTheScreen() => Assert.Empty(SourceFile.Below("src").SelectMany(HouseRules.HasTooLongALine));

    [Theory]
    [InlineData("src")]
    [InlineData("tests")]
    [InlineData("bench")]
    [InlineData("samples")]
    public void ARoomIsSmallEnoughToLookAround(string folder) =>
        Assert.All(SourceFile.Below(folder).CountBy(file => Path.GetDirectoryName(file.Path)!), room =>
            Assert.True(room.Value <= HouseRules.MostFiles, $"{room.Key} holds {room.Value} files: divide it.")
        );

    [Theory]
    [InlineData("src/Psutil")]
    [InlineData("src/Psutil.Tool")]
    public void NativeLibrariesAreThoseOfTheSystem(string folder) =>
        Assert.Contains(SourceFile.Below(folder), file =>
            file.Text.Contains("[assembly: DefaultDllImportSearchPaths(DllImportSearchPath.System32)]", StringComparison.Ordinal)
        );

    [Fact]
    public void TheLibraryDependsOnTheFrameworkAlone() =>
        Assert.All(typeof(Machine).Assembly.GetReferencedAssemblies(), assembly =>
            Assert.True(
                File.Exists(Path.Join(Path.GetDirectoryName(typeof(object).Assembly.Location), $"{assembly.Name}.dll")),
                assembly.Name
            )
        );

    [Theory]
    [InlineData("src")]
    [InlineData("tests")]
    [InlineData("bench")]
    [InlineData("samples")]
    public void EveryProjectIsInTheSolution(string folder)
    {
        string solution = File.ReadAllText(Path.Join(SourceFile.Root, "Psutil.slnx"));
        Assert.All(SourceFile.Below(folder, "*.csproj"), project =>
            Assert.Contains($"\"{project.Path}\"", solution, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void ARuleFindsWhatBreaksIt()
    {
        Assert.Single(
            HouseRules.AsksWhichSystemThisIs(new SourceFile("src/Psutil/Cpu/Cpu.cs", "int a = 1;\nif (OperatingSystem.IsLinux())\n"))
        );
        Assert.Empty(HouseRules.AsksWhichSystemThisIs(new SourceFile("src/Psutil/Platforms/Unix/A.cs", "OperatingSystem.IsMacOS()")));
        Assert.Single(HouseRules.AsksWhichSystemThisIs(new SourceFile("src/Psutil.Tool/Top/A.cs", "OperatingSystem.IsWindows()")));
        Assert.Single(HouseRules.AsksWhichSystemThisIs(new SourceFile("src/Psutil.Tool/A.cs", "RuntimeInformation.IsOSPlatform(a)")));
        Assert.Empty(HouseRules.AsksWhichSystemThisIs(new SourceFile("src/Psutil.Tool/Platform/A.cs", "OperatingSystem.IsWindows()")));

        Assert.Single(
            HouseRules.HoldsOtherThanOnePublicType(
                new SourceFile("src/Psutil/A.cs", "public enum A { }\n\npublic readonly record struct B(int C);\n")
            )
        );
        Assert.Single(HouseRules.HoldsOtherThanOnePublicType(new SourceFile("src/Psutil/A.cs", "public sealed partial class B\n{\n}\n")));
        Assert.Empty(
            HouseRules.HoldsOtherThanOnePublicType(
                new SourceFile("src/Psutil/A.Part.cs", "public sealed record A(int B)\n{\n    public enum C { }\n}\n")
            )
        );

        Assert.Single(HouseRules.ShowsAnImplementation(new SourceFile("src/Psutil/Platforms/Linux/A.cs", "public delegate void A();\n")));
        Assert.Empty(HouseRules.ShowsAnImplementation(new SourceFile("src/Psutil/Platforms/Linux/A.cs", "internal static class A;\n")));

        Assert.Equal(
            2,
            HouseRules
                .ReadsWhileItParses(new SourceFile("src/Psutil/Platforms/Linux/Parsing/A.cs", "FileTree tree;\nint n = Libc.Read(1, b);\n"))
                .Count()
        );
        Assert.Empty(HouseRules.ReadsWhileItParses(new SourceFile("src/Psutil/Platforms/Linux/A.cs", "FileTree tree;")));

        Assert.Single(
            HouseRules.AsksWindowsRoundabout(
                new SourceFile("src/Psutil/Platforms/Windows/A.cs", "nint f = NativeLibrary.GetExport(l, name);\n")
            )
        );
        Assert.Equal(
            2,
            HouseRules
                .AsksWindowsRoundabout(
                    new SourceFile("src/Psutil/Platforms/Windows/A.cs", "Process.Start(\"wmic\");\nusing System.Management;\n")
                )
                .Count()
        );
        Assert.Empty(
            HouseRules.AsksWindowsRoundabout(new SourceFile("src/Psutil/Platforms/Windows/A.cs", "[LibraryImport(\"ntdll.dll\")]\n"))
        );

        Assert.Equal(
            2,
            HouseRules
                .RaisesAForeignException(
                    new SourceFile("A.cs", "throw new TimeoutException();\nPlatformNotSupportedException F() => new();\n")
                )
                .Count()
        );
        Assert.Empty(
            HouseRules.RaisesAForeignException(
                new SourceFile("A.cs", "catch (Win32Exception exception)\nthrow new PsutilTimeoutException(1, t); // TimeoutException\n")
            )
        );

        Assert.Single(HouseRules.HasTooLongALine(new SourceFile("src/A.cs", new string('a', HouseRules.MostColumns + 1))));
        Assert.Empty(HouseRules.HasTooLongALine(new SourceFile("src/A.cs", new string('µ', HouseRules.MostColumns))));

        Assert.Empty(HouseRules.IsTooLong(new SourceFile("A.cs", string.Concat(Enumerable.Repeat("\n", HouseRules.MostLines)))));
        Assert.Single(HouseRules.IsTooLong(new SourceFile("A.cs", string.Concat(Enumerable.Repeat("\n", HouseRules.MostLines + 1)))));
    }
}

using System.Runtime.InteropServices;
using Psutil.LinuxTests.Oracle;
using Psutil.Platforms.Nvidia;

namespace Psutil.LinuxTests.Gpus;

/// <summary>The library beside this file, built by gcc: a copy of its own for each test, because what it answers is its state.</summary>
internal sealed unsafe class StandInNvml : IDisposable
{
    /// <summary>How long a test waits for what must come.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly Dictionary<string, Lazy<byte[]>> Versions = new()
    {
        ["new"] = new Lazy<byte[]>(() => Compile()),
        ["v2"] = new Lazy<byte[]>(() => Compile("-DV2")),
        ["old"] = new Lazy<byte[]>(() => Compile("-DOLD")),
    };

    private readonly DirectoryInfo _folder;
    private readonly nint _library;

    /// <param name="version">Which driver it is of: <c>new</c>, <c>v2</c> of around 2021, <c>old</c> of before 2020.</param>
    public StandInNvml(string version = "new")
    {
        // The test is skipped here if there is no compiler.
        byte[] library = Versions[version].Value;
        _folder = Directory.CreateTempSubdirectory("psutil-nvml-");
        LibraryPath = Path.Join(_folder.FullName, "libnvidia-ml.so.1");
        File.WriteAllBytes(LibraryPath, library);

        // Held, so that its state outlives an unloading.
        _library = NativeLibrary.Load(LibraryPath);
    }

    public string LibraryPath { get; }

    /// <summary>How often it was opened.</summary>
    public int Inits => Volatile.Read(ref *(int*)Find("standin_inits"));

    /// <summary>How often it was closed.</summary>
    public int Shutdowns => Volatile.Read(ref *(int*)Find("standin_shutdowns"));

    public Nvml Open(TimeSpan? deadline = null, TimeSpan? idleTime = null) =>
        new([LibraryPath], deadline ?? Patience, idleTime ?? TimeSpan.FromHours(1));

    public void Set(string function, int result)
    {
        nint name = Marshal.StringToCoTaskMemUTF8(function);
        ((delegate* unmanaged[Cdecl]<nint, int, void>)Find("standin_set"))(name, result);
        Marshal.FreeCoTaskMem(name);
    }

    public void ForgetResults() => ((delegate* unmanaged[Cdecl]<void>)Find("standin_forget"))();

    public void Hang(string function)
    {
        nint name = Marshal.StringToCoTaskMemUTF8(function);
        ((delegate* unmanaged[Cdecl]<nint, void>)Find("standin_hang"))(name);
        Marshal.FreeCoTaskMem(name);
    }

    public void Release() => ((delegate* unmanaged[Cdecl]<void>)Find("standin_release"))();

    public void Number(string name, uint value) => *(uint*)Find("standin_" + name) = value;

    public void Amount(string name, ulong value) => *(ulong*)Find("standin_" + name) = value;

    // The library stays loaded: a thread of the one that asked may still be in it.
    public void Dispose()
    {
        Release();
        _folder.Delete(recursive: true);
    }

    private static byte[] Compile(params string[] options)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("psutil-nvml-");
        try
        {
            string library = Path.Join(folder.FullName, "nvml.so");
            string source = Path.Join(AppContext.BaseDirectory, "Gpus", "nvml.c");
            Command.Run("gcc", ["-shared", "-fPIC", "-O1", .. options, "-o", library, source]);
            return File.ReadAllBytes(library);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private nint Find(string symbol) => NativeLibrary.GetExport(_library, symbol);
}

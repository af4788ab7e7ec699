using System.Runtime.InteropServices;
using Psutil.LinuxTests.Oracle;
using Psutil.Platforms.Nvidia;

namespace Psutil.LinuxTests.Gpus;

/// <summary>The library beside this file, built by gcc: one of its own for each test, because what it answers is its state.</summary>
internal sealed unsafe class StandInNvml : IDisposable
{
    /// <summary>How long a test waits for what must come.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("psutil-nvml-");
    private readonly nint _library;

    /// <param name="isOld">Whether it is that of a driver of before 2020.</param>
    public StandInNvml(bool isOld = false)
    {
        LibraryPath = Path.Join(_folder.FullName, "libnvidia-ml.so.1");
        string source = Path.Join(AppContext.BaseDirectory, "Gpus", "nvml.c");
        try
        {
            Command.Run("gcc", ["-shared", "-fPIC", "-O1", .. isOld ? ["-DOLD"] : Array.Empty<string>(), "-o", LibraryPath, source]);
        }
        catch
        {
            _folder.Delete(recursive: true);
            throw;
        }

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

    private nint Find(string symbol) => NativeLibrary.GetExport(_library, symbol);
}

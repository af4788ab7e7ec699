using System.Runtime.InteropServices;

namespace Psutil.Platforms.MacOS.Interop;

/// <summary>
/// Reads Core Foundation's objects. A reference of 0 means none; its owner releases it.
/// </summary>
internal static unsafe partial class CoreFoundation
{
    private const string Library = "/System/Library/Frameworks/CoreFoundation.framework/CoreFoundation";

    private const uint kCFStringEncodingUTF8 = 0x08000100;
    private const int kCFNumberSInt64Type = 4;
    private const int LongestText = 1024;

    public static void Release(nint reference)
    {
        if (reference != 0)
        {
            CFRelease(reference);
        }
    }

    /// <summary>The value of a dictionary at a key; 0 if it has none. Must not be released.</summary>
    public static nint GetValue(nint dictionary, string key)
    {
        fixed (byte* text = (byte[])[.. OSText.GetBytes(key), 0])
        {
            nint name = CFStringCreateWithCString(0, text, kCFStringEncodingUTF8);
            nint value = name == 0 ? 0 : CFDictionaryGetValue(dictionary, name);
            Release(name);
            return value;
        }
    }

    /// <summary>Whether an object is a dictionary; false for 0.</summary>
    public static bool IsDictionary(nint reference) => reference != 0 && CFGetTypeID(reference) == CFDictionaryGetTypeID();

    /// <summary>The dictionary in a dictionary at a key; 0 if there is none. Must not be released.</summary>
    public static nint FindDictionary(nint dictionary, string key) =>
        dictionary != 0 && GetValue(dictionary, key) is var value && IsDictionary(value) ? value : 0;

    /// <summary>The elements of the array in a dictionary at a key; empty if there is none. Must not be released.</summary>
    /// <param name="dictionary">The dictionary.</param>
    /// <param name="key">The key.</param>
    /// <param name="most">How many are listed at most.</param>
    public static IReadOnlyList<nint> FindList(nint dictionary, string key, int most)
    {
        nint array = GetValue(dictionary, key);
        if (array == 0 || CFGetTypeID(array) != CFArrayGetTypeID())
        {
            return [];
        }

        nint[] elements = new nint[(int)Math.Clamp(CFArrayGetCount(array), 0, most)];
        for (int index = 0; index < elements.Length; index++)
        {
            elements[index] = CFArrayGetValueAtIndex(array, index);
        }

        return elements;
    }

    /// <summary>A text; null if the object is not one.</summary>
    public static string? ToText(nint reference)
    {
        byte* buffer = stackalloc byte[LongestText];
        return
            reference != 0
            && CFGetTypeID(reference) == CFStringGetTypeID()
            && CFStringGetCString(reference, buffer, LongestText, kCFStringEncodingUTF8) != 0
            ? OSText.GetString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(buffer))
            : null;
    }

    /// <summary>A whole number; null if the object is not one.</summary>
    public static long? ToInt64(nint reference)
    {
        long value;
        return
            reference != 0 && CFGetTypeID(reference) == CFNumberGetTypeID() && CFNumberGetValue(reference, kCFNumberSInt64Type, &value) != 0
            ? value
            : null;
    }

    /// <summary>A Boolean; null if the object is not one.</summary>
    public static bool? ToBoolean(nint reference) =>
        reference != 0 && CFGetTypeID(reference) == CFBooleanGetTypeID() ? CFBooleanGetValue(reference) != 0 : null;

    /// <summary>Bytes, valid as long as the object; empty if it has none.</summary>
    public static ReadOnlySpan<byte> ToBytes(nint reference) =>
        reference != 0 && CFGetTypeID(reference) == CFDataGetTypeID()
            ? new ReadOnlySpan<byte>(CFDataGetBytePtr(reference), (int)CFDataGetLength(reference))
            : [];

    /// <summary>The keys of a dictionary and their values. Must not be released.</summary>
    public static IReadOnlyList<(string? Key, nint Value)> ToPairs(nint dictionary)
    {
        int count = (int)CFDictionaryGetCount(dictionary);
        nint[] keys = new nint[count];
        nint[] values = new nint[count];
        fixed (
            nint* keyPointer = keys,
                valuePointer = values
        )
        {
            CFDictionaryGetKeysAndValues(dictionary, keyPointer, valuePointer);
        }

        return [.. keys.Zip(values, static (key, value) => (ToText(key), value))];
    }

    /// <summary>The elements of an array. Must not be released.</summary>
    public static IReadOnlyList<nint> ToList(nint array)
    {
        nint[] elements = new nint[(int)CFArrayGetCount(array)];
        for (int index = 0; index < elements.Length; index++)
        {
            elements[index] = CFArrayGetValueAtIndex(array, index);
        }

        return elements;
    }

    [LibraryImport(Library)]
    private static partial void CFRelease(nint reference);

    [LibraryImport(Library)]
    private static partial nuint CFGetTypeID(nint reference);

    [LibraryImport(Library)]
    private static partial nuint CFStringGetTypeID();

    [LibraryImport(Library)]
    private static partial nuint CFNumberGetTypeID();

    [LibraryImport(Library)]
    private static partial nuint CFBooleanGetTypeID();

    [LibraryImport(Library)]
    private static partial nuint CFDataGetTypeID();

    [LibraryImport(Library)]
    private static partial nuint CFDictionaryGetTypeID();

    [LibraryImport(Library)]
    private static partial nuint CFArrayGetTypeID();

    [LibraryImport(Library)]
    private static partial nint CFStringCreateWithCString(nint allocator, byte* text, uint encoding);

    [LibraryImport(Library)]
    private static partial byte CFStringGetCString(nint text, byte* buffer, nint size, uint encoding);

    [LibraryImport(Library)]
    private static partial byte CFNumberGetValue(nint number, nint type, void* value);

    [LibraryImport(Library)]
    private static partial byte CFBooleanGetValue(nint truth);

    [LibraryImport(Library)]
    private static partial nint CFDataGetLength(nint data);

    [LibraryImport(Library)]
    private static partial byte* CFDataGetBytePtr(nint data);

    [LibraryImport(Library)]
    private static partial nint CFDictionaryGetCount(nint dictionary);

    [LibraryImport(Library)]
    private static partial nint CFDictionaryGetValue(nint dictionary, nint key);

    [LibraryImport(Library)]
    private static partial void CFDictionaryGetKeysAndValues(nint dictionary, nint* keys, nint* values);

    [LibraryImport(Library)]
    private static partial nint CFArrayGetCount(nint array);

    [LibraryImport(Library)]
    private static partial nint CFArrayGetValueAtIndex(nint array, nint index);
}

using System.Text;
using Psutil.Tool.Platform;
using Psutil.Tool.Top.Screen;

namespace Psutil.Tool.Tests.Top;

/// <summary>What a Windows console tells of its keyboard.</summary>
public class ConsoleKeyDecoderTests
{
    private const ConsoleModifiers None = ConsoleModifiers.None;
    private const ConsoleModifiers Control = ConsoleModifiers.Control;
    private const ConsoleModifiers Alt = ConsoleModifiers.Alt;
    private const ConsoleModifiers Shift = ConsoleModifiers.Shift;

    [Theory]
    [InlineData(ConsoleKey.Enter, '\r', None, KeyCode.Enter)]
    [InlineData(ConsoleKey.Escape, '\e', None, KeyCode.Escape)]
    [InlineData(ConsoleKey.Tab, '\t', None, KeyCode.Tab)]
    [InlineData(ConsoleKey.Tab, '\t', Shift, KeyCode.BackTab)]
    [InlineData(ConsoleKey.Backspace, '\b', None, KeyCode.Backspace)]
    [InlineData(ConsoleKey.Backspace, '\x7F', Control, KeyCode.Backspace)]
    [InlineData(ConsoleKey.Delete, '\0', None, KeyCode.Delete)]
    [InlineData(ConsoleKey.UpArrow, '\0', None, KeyCode.Up)]
    [InlineData(ConsoleKey.DownArrow, '\0', Shift, KeyCode.Down)]
    [InlineData(ConsoleKey.LeftArrow, '\0', Control, KeyCode.Left)]
    [InlineData(ConsoleKey.RightArrow, '\0', Alt, KeyCode.Right)]
    [InlineData(ConsoleKey.PageUp, '\0', None, KeyCode.PageUp)]
    [InlineData(ConsoleKey.PageDown, '\0', None, KeyCode.PageDown)]
    [InlineData(ConsoleKey.Home, '\0', None, KeyCode.Home)]
    [InlineData(ConsoleKey.End, '\0', None, KeyCode.End)]
    [InlineData(ConsoleKey.F1, '\0', None, KeyCode.F1)]
    [InlineData(ConsoleKey.F5, '\0', None, KeyCode.F5)]
    [InlineData(ConsoleKey.F10, '\0', None, KeyCode.F10)]
    public void AKeyThatGivesNoCharacterIsKnownByItsName(ConsoleKey key, char character, ConsoleModifiers modifiers, object code) =>
        Assert.Equal(new Key((KeyCode)code), Decode(key, character, modifiers));

    [Theory]
    [InlineData(ConsoleKey.A, 'a', None)]
    [InlineData(ConsoleKey.A, 'A', Shift)]
    [InlineData(ConsoleKey.Spacebar, ' ', None)]
    [InlineData(ConsoleKey.OemPlus, '+', None)]
    [InlineData(ConsoleKey.Add, '+', None)]
    [InlineData(ConsoleKey.Oem3, 'ö', None)]
    [InlineData(ConsoleKey.Q, '@', Control | Alt)]
    [InlineData(ConsoleKey.D7, '{', Control | Alt)]
    [InlineData(ConsoleKey.E, '€', Control | Alt)]
    [InlineData(ConsoleKey.None, '☃', None)]
    [InlineData((ConsoleKey)0x12, 'é', None)]
    public void ACharacterIsItself(ConsoleKey key, char character, ConsoleModifiers modifiers) =>
        Assert.Equal(Key.Of(character), Decode(key, character, modifiers));

    [Theory]
    [InlineData(ConsoleKey.C, '\x03', 'c')]
    [InlineData(ConsoleKey.L, '\x0C', 'l')]
    [InlineData(ConsoleKey.Z, '\x1A', 'z')]
    public void ALetterTogetherWithControlIsThat(ConsoleKey key, char character, char letter) =>
        Assert.True(Decode(key, character, Control)!.Value.IsControl(letter));

    [Theory]
    [InlineData('\r', KeyCode.Enter)]
    [InlineData('\n', KeyCode.Enter)]
    [InlineData('\t', KeyCode.Tab)]
    [InlineData('\e', KeyCode.Escape)]
    public void WhatIsPastedNeedsNoKey(char character, object code) =>
        Assert.Equal(new Key((KeyCode)code), Decode(ConsoleKey.None, character, None));

    [Theory]
    [InlineData(ConsoleKey.X, 'x', Alt)]
    [InlineData(ConsoleKey.X, '\0', Alt | Control)]
    [InlineData(ConsoleKey.C, '\x03', Alt | Control)]
    [InlineData(ConsoleKey.Spacebar, '\0', Control)]
    [InlineData(ConsoleKey.F11, '\0', None)]
    [InlineData(ConsoleKey.F24, '\0', None)]
    [InlineData(ConsoleKey.Insert, '\0', None)]
    [InlineData(ConsoleKey.LeftWindows, '\0', None)]
    [InlineData(ConsoleKey.None, '\x7F', None)]
    [InlineData(ConsoleKey.None, '\x9B', None)]
    [InlineData(ConsoleKey.Oem5, '\x1C', Control)]
    public void WhatMeansNothingIsDropped(ConsoleKey key, char character, ConsoleModifiers modifiers) =>
        Assert.Null(Decode(key, character, modifiers));

    [Fact]
    public void ACharacterBeyondTheFirstPlaneComesInTwoHalves()
    {
        ConsoleKeyDecoder decoder = new();
        Assert.Null(decoder.Decode(Info(ConsoleKey.None, '\uD83D', None)));
        Assert.Equal(new Key(KeyCode.Character, new Rune(0x1F600)), decoder.Decode(Info(ConsoleKey.None, '\uDE00', None)));

        // A half alone is nothing, and spoils nothing.
        Assert.Null(decoder.Decode(Info(ConsoleKey.None, '\uDE00', None)));
        Assert.Null(decoder.Decode(Info(ConsoleKey.None, '\uD83D', None)));
        Assert.Equal(Key.Of('q'), decoder.Decode(Info(ConsoleKey.Q, 'q', None)));
        Assert.Null(decoder.Decode(Info(ConsoleKey.None, '\uDE00', None)));
    }

    [Fact]
    public void EveryKeyAndCharacterIsTakenWithoutAComplaint()
    {
        ConsoleKeyDecoder decoder = new();
        for (int character = 0; character <= char.MaxValue; character++)
        {
            foreach (ConsoleModifiers modifiers in (ConsoleModifiers[])[None, Control, Alt, Control | Alt])
            {
                Key? key = decoder.Decode(Info(ConsoleKey.A, (char)character, modifiers));
                Assert.False(key is { Code: KeyCode.Character, Character: var rune } && Rune.IsControl(rune));
            }
        }

        Assert.All(Enumerable.Range(0, 256), key => decoder.Decode(Info((ConsoleKey)key, '\0', None)));
    }

    [Fact]
    public void TheSourceHandsOverWhatWasTypedUntilTheConsoleIsGone()
    {
        Queue<ConsoleKeyInfo> typed = new([Info(ConsoleKey.F1, '\0', None), Info(ConsoleKey.X, 'x', Alt), Info(ConsoleKey.Q, 'q', None)]);
        using ManualResetEvent input = new(initialState: true);
        int looks = 0;
        using WindowsKeySource source = new(
            input,
            () => looks++ != 1,
            () => typed.TryDequeue(out ConsoleKeyInfo info) ? info : throw new InvalidOperationException()
        );
        Assert.Empty(source.Take());

        // The second time there is no key but something else, such as the mouse.
        for (int time = 0; time < 4; time++)
        {
            Assert.True(source.Await());
        }

        Assert.False(source.Await());
        Assert.Equal([new Key(KeyCode.F1), Key.Of('q')], source.Take());
        Assert.Empty(source.Take());
        Assert.False(source.IsIncomplete);
        Assert.Empty(source.Flush());
    }

    [Fact]
    public async Task TheSourceReadsNothingAfterItsEnd()
    {
        using AutoResetEvent input = new(initialState: false);
        using WindowsKeySource source = new(input, () => true, () => throw new NotSupportedException());
        Task<bool> waiting = Task.Run(source.Await, TestContext.Current.CancellationToken);
        source.Hold();
        Assert.False(await waiting);
        input.Set();
        Assert.False(source.Await());
    }

    [Fact]
    public void ARawConsoleEchoesNothingWrapsNothingAndObeysSequences()
    {
        const uint MouseAndQuickEdit = 0x10 | 0x40 | 0x80;
        WindowsConsoleMode mode = new(0x1 | 0x2 | 0x4 | 0x200 | MouseAndQuickEdit, 0x2);
        Assert.Equal(new WindowsConsoleMode(MouseAndQuickEdit, 0x1 | 0x4), mode.ToRaw());
        Assert.True(mode.ToRaw().IsSameAs(mode.ToRaw()));
        Assert.False(mode.ToRaw().IsSameAs(mode));
    }

    private static Key? Decode(ConsoleKey key, char character, ConsoleModifiers modifiers) =>
        new ConsoleKeyDecoder().Decode(Info(key, character, modifiers));

    private static ConsoleKeyInfo Info(ConsoleKey key, char character, ConsoleModifiers modifiers) =>
        new(character, key, modifiers.HasFlag(Shift), modifiers.HasFlag(Alt), modifiers.HasFlag(Control));
}

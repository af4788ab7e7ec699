using Psutil.Tool.Top.Screen;

namespace Psutil.Tool.Top.Model;

/// <summary>A question that takes the keys until it is answered.</summary>
internal abstract record TopDialog
{
    /// <summary>What a key does.</summary>
    public abstract (TopState State, TopAction? Action) Press(TopState state, Key key);

    protected static (TopState, TopAction?) Close(TopState state, TopAction? action = null) => (state with { Dialog = null }, action);
}

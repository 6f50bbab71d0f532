// Good files of other languages: Objective-C with its long names, Solidity, Gherkin.
import { type Body, file } from './kit.ts'

export const otherBodies: readonly Body[] = [
  {
    family: 'objective-c-long-selectors',
    path: 'Classes/HFContactsViewController.m',
    near: 'words',
    text: file`
#import "HFContactsViewController.h"
#import "HFContactDetailViewController.h"
#import "HFContactStore.h"

static NSString *const HFContactCellIdentifier = @"HFContactCell";

@interface HFContactsViewController () <UISearchResultsUpdating>
@property (nonatomic, strong) HFContactStore *contactStore;
@property (nonatomic, copy) NSArray<HFContact *> *visibleContacts;
@end

/// All the contacts, by family name; a search leaves what fits. Tap one to see it on a page of its own.
@implementation HFContactsViewController

/// The store is not copied, and must live as long as we do.
- (instancetype)initWithContactStore:(HFContactStore *)contactStore
{
    self = [super initWithStyle:UITableViewStylePlain];
    if (self) {
        _contactStore = contactStore;
        _visibleContacts = [contactStore allContactsSortedByFamilyName];
    }
    return self;
}

- (void)viewDidLoad
{
    [super viewDidLoad];
    [self.tableView registerClass:[UITableViewCell class] forCellReuseIdentifier:HFContactCellIdentifier];
    UISearchController *searchController = [[UISearchController alloc] initWithSearchResultsController:nil];
    // We show what was found in our own table, so do not dim it while the user types.
    searchController.searchResultsUpdater = self;
    searchController.obscuresBackgroundDuringPresentation = NO;
    self.navigationItem.searchController = searchController;
}

- (UITableViewCell *)tableView:(UITableView *)tableView cellForRowAtIndexPath:(NSIndexPath *)indexPath
{
    UITableViewCell *cell = [tableView dequeueReusableCellWithIdentifier:HFContactCellIdentifier
                                                            forIndexPath:indexPath];
    cell.textLabel.text = self.visibleContacts[indexPath.row].displayName;
    // No more than the name: the list must be easy to scan.
    return cell;
}

- (NSInteger)tableView:(UITableView *)tableView numberOfRowsInSection:(NSInteger)section
{
    return self.visibleContacts.count;
}

- (void)updateSearchResultsForSearchController:(UISearchController *)searchController
{
    // An empty text is no search: show them all, as at the start.
    NSString *text = searchController.searchBar.text;
    self.visibleContacts = text.length > 0 ? [self.contactStore contactsMatchingText:text]
                                           : [self.contactStore allContactsSortedByFamilyName];
    [self.tableView reloadData];
}

@end
`,
    others: [{ path: 'Source/HFSongsController.m', swap: { contacts: 'songs', contact: 'song', familyName: 'title' } }],
  },
  {
    family: 'solidity-escrow',
    path: 'contracts/Escrow.sol',
    text: file`
// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

/// @title Holds the payment for one delivery until the buyer is content or the arbiter has decided.
contract Escrow {
    enum State { Open, Disputed, Released, Refunded }

    address public immutable buyer;
    address payable public immutable seller;
    address public immutable arbiter;
    uint256 public immutable deadline;
    State public state;

    event Moved(State from, State to);

    error NotAllowed(address caller);
    error WrongState(State state);

    constructor(address payable seller_, address arbiter_, uint256 period) payable {
        require(msg.value > 0, "nothing to hold");
        buyer = msg.sender;
        seller = seller_;
        arbiter = arbiter_;
        deadline = block.timestamp + period;
    }

    modifier only(address who) {
        if (msg.sender != who) revert NotAllowed(msg.sender);
        _;
    }

    function release() external only(buyer) {
        if (state != State.Open) revert WrongState(state);
        _finish(State.Released, seller);
    }

    function dispute() external only(buyer) {
        if (state != State.Open || block.timestamp > deadline) revert WrongState(state);
        emit Moved(state, State.Disputed);
        state = State.Disputed;
    }

    function decide(bool forSeller) external only(arbiter) {
        if (state != State.Disputed) revert WrongState(state);
        if (forSeller) _finish(State.Released, seller);
        else _finish(State.Refunded, payable(buyer));
    }

    /// The state changes before money moves, so that a receiver cannot call again and be paid twice.
    function _finish(State to, address payable receiver) private {
        emit Moved(state, to);
        state = to;
        (bool sent, ) = receiver.call{value: address(this).balance}("");
        require(sent, "the receiver refused the money");
    }
}
`,
  },
  {
    family: 'gherkin-parcel-lockers',
    path: 'features/lockers.feature',
    near: 'repetition',
    text: file`
Feature: Parcel lockers
  A parcel that is not fetched in time must make room for others, but nobody should lose one over a weekend.

  Background:
    Given a station "Main Street" with 3 small and 1 large locker
    And a receiver "Noor" with the phone number "555-0100"

  Scenario: The smallest locker that fits is used
    When the driver brings a small parcel for "Noor"
    Then it lies in a small locker
    And "Noor" gets a message with a code of 6 digits

  Scenario: A small parcel goes into a large locker when the small ones are full
    Given all the small lockers are taken
    When the driver brings a small parcel for "Noor"
    Then it lies in a large locker

  Scenario Outline: How long a parcel stays
    Given a parcel that was brought on <day> at 10:00
    When <hours> hours have passed
    Then the parcel is <state>

    Examples:
      | day      | hours | state     |
      | Monday   | 47    | waiting   |
      | Monday   | 49    | returned  |
      | Friday   | 70    | waiting   |
      | Friday   | 97    | returned  |

  Scenario: Three wrong codes close the station for this receiver
    When "Noor" enters a wrong code 3 times
    Then the station asks "Noor" to call the hotline
    But other receivers can still fetch their parcels
`,
    others: [{ path: 'spec/bikes.feature', swap: { locker: 'dock', parcel: 'bicycle', noor: 'Ida', station: 'rack' } }],
  },
]
